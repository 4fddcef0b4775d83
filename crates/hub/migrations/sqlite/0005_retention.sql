-- What is left of a quarter when its records are deleted, and what was deleted by which rule.

-- The record that a correction or a withdrawal names, so that one that comes too late is known without opening others.
ALTER TABLE record ADD COLUMN names TEXT;
UPDATE record SET names = coalesce(json_extract(CAST(body AS TEXT), '$.replaces'), json_extract(CAST(body AS TEXT), '$.withdraws'))
WHERE status = 'stored' AND json_valid(CAST(body AS TEXT));
CREATE INDEX record_by_named ON record (unit, names) WHERE names IS NOT NULL;

-- The counts of a closed quarter: the truth from then on.
CREATE TABLE closed_quarter (
    unit      TEXT NOT NULL REFERENCES unit (id),
    quarter   TEXT NOT NULL,
    aggregate TEXT NOT NULL,
    PRIMARY KEY (unit, quarter)
) STRICT, WITHOUT ROWID;

-- Random ids of records that are deleted, so that one that is sent again is known and counts no second time.
CREATE TABLE gone (
    unit TEXT NOT NULL REFERENCES unit (id),
    id   TEXT NOT NULL,
    PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;

-- The disposal log. What belongs to no unit, such as login links, has the empty one.
CREATE TABLE disposal (
    unit    TEXT NOT NULL,
    day     TEXT NOT NULL,
    rule    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    period  TEXT NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (unit, day, rule, kind, period)
) STRICT, WITHOUT ROWID;
