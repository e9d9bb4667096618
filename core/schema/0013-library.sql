-- The library of law and guidance, as loaded from its file; the newest
-- revision is the one that is shown.
CREATE TABLE library (
	id INTEGER PRIMARY KEY,
	revision INTEGER NOT NULL UNIQUE CHECK (revision > 0),
	title TEXT NOT NULL,
	released_on TEXT NOT NULL,
	digest BLOB NOT NULL,
	loaded_at INTEGER NOT NULL
);
CREATE TABLE library_entry (
	library_id INTEGER NOT NULL REFERENCES library (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL, -- as the packs name it in their origins
	title TEXT NOT NULL,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 7),
	year INTEGER, -- NULL: not established
	issuer TEXT NOT NULL,
	citation TEXT NOT NULL,
	place TEXT NOT NULL,
	about TEXT NOT NULL,
	standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 3),
	today TEXT NOT NULL, -- what holds of it now, and what took its place
	mark TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (library_id, position),
	UNIQUE (library_id, code)
);
CREATE TABLE library_link (
	library_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	other INTEGER NOT NULL,
	replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)), -- by the other; else related
	PRIMARY KEY (library_id, position, other),
	FOREIGN KEY (library_id, position) REFERENCES library_entry (library_id, position),
	FOREIGN KEY (library_id, other) REFERENCES library_entry (library_id, position),
	CHECK (position <> other)
);
