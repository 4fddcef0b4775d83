-- The first characters of a one-time code are its public part: wrong remainders against it are counted, so that after a
-- few of them the code is spent, whichever hub they were sent to and whether it was started anew in between.

ALTER TABLE enrolment ADD COLUMN public TEXT NOT NULL DEFAULT '' CHECK (length(public) <= 4);
ALTER TABLE enrolment ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
CREATE INDEX enrolment_by_public ON enrolment (public);
