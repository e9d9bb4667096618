-- Mail that says what waits for somebody.  A row is there before anything is
-- sent; it is settled afterwards.
CREATE TABLE reminder (
	id INTEGER PRIMARY KEY, -- also the mail's Message-ID
	person_id INTEGER NOT NULL REFERENCES person (id),
	on_day TEXT NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2), -- to be sent, sent, given up
	mail TEXT NOT NULL, -- the address
	name TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	tries INTEGER NOT NULL,
	fault TEXT NOT NULL, -- what the last try came to
	made_at INTEGER NOT NULL,
	settled_at INTEGER
);
CREATE UNIQUE INDEX reminder_waiting ON reminder (person_id) WHERE state = 0;
CREATE INDEX reminder_of ON reminder (person_id, state, on_day);
-- What it told of, and how pressing each thing was then.
CREATE TABLE reminder_item (
	reminder_id INTEGER NOT NULL REFERENCES reminder (id),
	thing TEXT NOT NULL,
	rung INTEGER NOT NULL CHECK (rung BETWEEN 0 AND 6),
	PRIMARY KEY (reminder_id, thing)
);
-- 1: only of what is overdue.
ALTER TABLE person ADD COLUMN remind INTEGER NOT NULL DEFAULT 0 CHECK (remind IN (0, 1));

-- The secret address of somebody's calendar: a digest of it.
CREATE TABLE calendar (
	person_id INTEGER PRIMARY KEY REFERENCES person (id),
	digest BLOB NOT NULL UNIQUE,
	made_at INTEGER NOT NULL
);
