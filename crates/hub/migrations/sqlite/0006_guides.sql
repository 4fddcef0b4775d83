-- Editing guides: everything that was done to a guide, in order, never changed afterwards. Guides belong to the hub and not to
-- a unit, so these keys do not start with one.
CREATE TABLE guide_edit (
    guide      TEXT NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    deed       TEXT NOT NULL CHECK (deed IN ('draft', 'checked', 'published', 'discarded', 'removed', 'seen')),
    made_from  INTEGER,
    base       TEXT,
    version    INTEGER,
    manuscript TEXT,
    day        TEXT NOT NULL,
    PRIMARY KEY (guide, revision)
) STRICT;
CREATE INDEX guide_edit_published ON guide_edit (deed) WHERE deed IN ('published', 'removed');

-- Ids of steps that tablets have got at any time, with a hash of what they last asked for: records of years refer to them.
CREATE TABLE guide_step (
    guide   TEXT NOT NULL,
    step    TEXT NOT NULL,
    meaning TEXT NOT NULL,
    PRIMARY KEY (guide, step)
) STRICT, WITHOUT ROWID;

-- What the owner of an e-service has answered.
CREATE TABLE owner_answer (
    guide TEXT NOT NULL,
    day   TEXT NOT NULL,
    text  TEXT NOT NULL,
    PRIMARY KEY (guide, day)
) STRICT, WITHOUT ROWID;

-- Flags and corrections that need no more attention. What a record is goes when the record goes.
CREATE TABLE settled (
    unit   TEXT NOT NULL,
    record TEXT NOT NULL,
    how    TEXT NOT NULL CHECK (how IN ('fixed', 'was-right', 'owner-told')),
    day    TEXT NOT NULL,
    PRIMARY KEY (unit, record),
    FOREIGN KEY (unit, record) REFERENCES record (unit, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
