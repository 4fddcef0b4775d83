-- Records that wait for people to look at them say which tablet they came from, and by how many whole days its clock was
-- wrong, until they are accepted or discarded. No other record says which tablet it came from.

ALTER TABLE record ADD COLUMN device TEXT;
ALTER TABLE record ADD COLUMN days_off INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_in_review ON record (unit, device) WHERE device IS NOT NULL;
CREATE INDEX incarnation_by_id ON incarnation (id);
