-- The keys that parcels are sealed to. Tablets are handed the newest; what was sealed to an older one still opens.
-- They stand here and not beside the database, so that several hubs on one database open the same parcels and a copy
-- of the database is enough to go on with. Records are person-free and stand opened in the same database: whoever
-- reads it gains nothing by the key.

CREATE TABLE hub_key (
    generation INTEGER NOT NULL PRIMARY KEY,
    secret     BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;
