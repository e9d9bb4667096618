-- The newest set of each type: no other of it was released or revised later.
-- :sources ()
SELECT o.code, MAX(o.title), count(*), count(DISTINCT p.org_type)
FROM pack p
JOIN origin o ON o.pack_id = p.id
JOIN requirement r ON r.pack_id = p.id
JOIN requirement_origin ro ON ro.requirement_id = r.id AND ro.origin = o.position
WHERE NOT EXISTS (SELECT 1 FROM pack q WHERE q.org_type = p.org_type
	AND (q.released_on > p.released_on OR (q.released_on = p.released_on AND q.revision > p.revision)))
GROUP BY o.code ORDER BY 2;

-- :source_count ()
SELECT count(DISTINCT code) FROM origin;

-- :source_citings (code text)
SELECT o.title, p.org_type, p.type_name, p.version, p.revision, r.number, r.title
FROM pack p
JOIN origin o ON o.pack_id = p.id AND o.code = :code
JOIN requirement r ON r.pack_id = p.id
JOIN requirement_origin ro ON ro.requirement_id = r.id AND ro.origin = o.position
WHERE NOT EXISTS (SELECT 1 FROM pack q WHERE q.org_type = p.org_type
	AND (q.released_on > p.released_on OR (q.released_on = p.released_on AND q.revision > p.revision)))
ORDER BY p.type_name, p.org_type, r.number;

-- :source_citings_count (code text)
SELECT count(*)
FROM origin o
JOIN requirement r ON r.pack_id = o.pack_id
JOIN requirement_origin ro ON ro.requirement_id = r.id AND ro.origin = o.position
WHERE o.code = :code;
