-- The hub's tables. Every key that belongs to a unit starts with the unit, so that units can be spread over
-- machines later. No table has a field that could hold a person; times of day are kept for devices and logins,
-- never for records. Records lie in the order of their random ids, which says nothing about when they came.

CREATE TABLE unit (
    id     TEXT NOT NULL PRIMARY KEY,
    name   TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    unit       TEXT NOT NULL REFERENCES unit (id),
    code_hash  BLOB NOT NULL CHECK (length(code_hash) = 32),
    expires_ms INTEGER NOT NULL,
    used_ms    INTEGER,
    PRIMARY KEY (unit, code_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_code ON enrolment (code_hash);

CREATE TABLE device (
    unit            TEXT NOT NULL REFERENCES unit (id),
    id              TEXT NOT NULL,
    token_hash      BLOB NOT NULL CHECK (length(token_hash) = 32),
    enrolled_ms     INTEGER NOT NULL,
    last_contact_ms INTEGER NOT NULL,
    revoked_ms      INTEGER,
    PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_token ON device (token_hash);

-- The ids a device has gone by. A restored or cloned copy gets a new one, of the next generation.
CREATE TABLE incarnation (
    unit            TEXT NOT NULL,
    id              TEXT NOT NULL,
    device          TEXT NOT NULL,
    generation      INTEGER NOT NULL,
    parent          TEXT,
    used            INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
    first_number    INTEGER NOT NULL,
    complete_number INTEGER NOT NULL, -- every number from the first up to, not with, this one has come
    highest_number  INTEGER NOT NULL,
    since_ms        INTEGER NOT NULL,
    PRIMARY KEY (unit, id),
    UNIQUE (unit, device, generation),
    FOREIGN KEY (unit, device) REFERENCES device (unit, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    unit         TEXT NOT NULL REFERENCES unit (id),
    id           TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('stored', 'kept', 'quarantined')),
    reason       TEXT,
    kind         TEXT,
    day          TEXT,
    body         BLOB NOT NULL,
    received_day TEXT NOT NULL,
    PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_by_status ON record (unit, status, kind);

-- Which record came under which number. Kept apart from the records, so that a number that comes twice with
-- different records is noticed and both are stored.
CREATE TABLE numbered (
    unit        TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    number      INTEGER NOT NULL,
    record      TEXT NOT NULL,
    PRIMARY KEY (unit, incarnation, number),
    FOREIGN KEY (unit, incarnation) REFERENCES incarnation (unit, id)
) STRICT, WITHOUT ROWID;

-- A coordinator's account: a random id and a role. Who it is, only the municipality knows.
CREATE TABLE person (
    id         TEXT NOT NULL PRIMARY KEY,
    role       TEXT NOT NULL CHECK (role IN ('coordinator')),
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_unit (
    unit   TEXT NOT NULL REFERENCES unit (id),
    person TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (unit, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_unit_by_person ON person_unit (person);

CREATE TABLE login_link (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    person     TEXT NOT NULL REFERENCES person (id),
    expires_ms INTEGER NOT NULL,
    used_ms    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE web_session (
    hash         BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    person       TEXT NOT NULL REFERENCES person (id),
    expires_ms   INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
