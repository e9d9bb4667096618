-- The newest set of each type: no other of it was released or revised later.
-- CROSS JOIN keeps the order that is written down: from the sets, which are few,
-- to what they say.
-- :naming_sets ()
SELECT p.id, p.org_type, (SELECT count(*) FROM origin o WHERE o.pack_id = p.id)
FROM pack p
WHERE NOT EXISTS (SELECT 1 FROM pack q WHERE q.org_type = p.org_type
	AND (q.released_on > p.released_on OR (q.released_on = p.released_on AND q.revision > p.revision)))
ORDER BY p.org_type;

-- Once for each time that a requirement names one; sorting them to count would
-- cost more than reading them.
-- :namings (pack int)
SELECT ro.origin FROM requirement r CROSS JOIN requirement_origin ro
WHERE r.pack_id = :pack AND ro.requirement_id = r.id;

-- :source_count ()
SELECT count(DISTINCT code) FROM origin;

-- :source_citings (code text)
SELECT o.title, p.org_type, p.type_name, p.version, p.revision, r.number, r.title
FROM pack p CROSS JOIN origin o CROSS JOIN requirement r CROSS JOIN requirement_origin ro
WHERE NOT EXISTS (SELECT 1 FROM pack q WHERE q.org_type = p.org_type
		AND (q.released_on > p.released_on OR (q.released_on = p.released_on AND q.revision > p.revision)))
	AND o.pack_id = p.id AND o.code = :code AND r.pack_id = p.id
	AND ro.requirement_id = r.id AND ro.origin = o.position
ORDER BY p.type_name, p.org_type, r.number;

-- :source_citings_count (code text)
SELECT count(*)
FROM pack p CROSS JOIN origin o CROSS JOIN requirement r CROSS JOIN requirement_origin ro
WHERE o.pack_id = p.id AND o.code = :code AND r.pack_id = p.id
	AND ro.requirement_id = r.id AND ro.origin = o.position;

-- :library_digest (revision int)
SELECT digest FROM library WHERE revision = :revision;

-- :library_insert (id int, revision int, title text, released_on day, digest blob, at int)
INSERT INTO library (id, revision, title, released_on, digest, loaded_at)
VALUES (:id, :revision, :title, :released_on, :digest, :at);

-- :library_entry_insert (library int, position int, code text, title text, kind int, year ref, issuer text, citation text, place text, about text, standing int, today text, mark text, note text)
INSERT INTO library_entry (library_id, position, code, title, kind, year, issuer, citation, place, about,
	standing, today, mark, note)
VALUES (:library, :position, :code, :title, :kind, :year, :issuer, :citation, :place, :about,
	:standing, :today, :mark, :note);

-- :library_link_insert (library int, position int, other int, replaced int)
INSERT INTO library_link (library_id, position, other, replaced)
VALUES (:library, :position, :other, :replaced);

-- :library_count ()
SELECT count(*) FROM library;

-- :libraries ()
SELECT l.revision, l.title, l.released_on, (SELECT count(*) FROM library_entry e WHERE e.library_id = l.id)
FROM library l ORDER BY l.revision DESC;

-- :library_entry_count ()
SELECT count(*) FROM library_entry
WHERE library_id = (SELECT id FROM library ORDER BY revision DESC LIMIT 1);

-- :library_entries ()
SELECT code, title, kind, year, issuer, citation, about, standing, today
FROM library_entry
WHERE library_id = (SELECT id FROM library ORDER BY revision DESC LIMIT 1)
ORDER BY kind, title, code;

-- :library_entry (code text)
SELECT code, title, kind, year, issuer, citation, place, about, standing, today, mark, note
FROM library_entry
WHERE code = :code AND library_id = (SELECT id FROM library ORDER BY revision DESC LIMIT 1);

-- What took its place, what it took the place of, and what is related either way.
-- :library_links (code text)
SELECT DISTINCT CASE WHEN k.replaced = 0 THEN 2 WHEN k.position = e.position THEN 0 ELSE 1 END, x.code, x.title
FROM library_entry e
JOIN library_link k ON k.library_id = e.library_id AND (k.position = e.position OR k.other = e.position)
JOIN library_entry x ON x.library_id = e.library_id
	AND x.position = k.position + k.other - e.position
WHERE e.code = :code AND e.library_id = (SELECT id FROM library ORDER BY revision DESC LIMIT 1)
ORDER BY 1, x.title, x.code;

-- :library_link_count (code text)
SELECT count(*)
FROM library_entry e
JOIN library_link k ON k.library_id = e.library_id AND (k.position = e.position OR k.other = e.position)
WHERE e.code = :code AND e.library_id = (SELECT id FROM library ORDER BY revision DESC LIMIT 1);
