-- Of a level that a file gave it stays known which year it is of: another that
-- was released before that one does not take its place.
-- :previous_year (org int, id int)
SELECT x.id, x.pack_id, x.version FROM assessment a JOIN pack k ON k.id = a.pack_id
JOIN assessment x ON x.org_id = a.org_id AND x.id <> a.id AND x.state = 2 JOIN pack p ON p.id = x.pack_id
WHERE a.org_id = :org AND a.id = :id
AND (p.released_on < k.released_on OR (p.released_on = k.released_on AND (x.opened_at < a.opened_at
	OR (x.opened_at = a.opened_at AND x.id < a.id))))
AND NOT EXISTS (SELECT 1 FROM pack q WHERE q.version = a.previous_version AND q.released_on > p.released_on)
ORDER BY p.released_on DESC, x.opened_at DESC, x.id DESC LIMIT 1;

-- As the newest edition has them; what was published before there were
-- editions, as it was.
-- :previous_levels (org int, assessment int)
SELECT l.number, l.level FROM edition e
JOIN edition_level l ON l.org_id = e.org_id AND l.edition_id = e.id
WHERE e.org_id = :org AND e.assessment_id = :assessment AND e.stage = 3
AND e.number = (SELECT MAX(x.number) FROM edition x
	WHERE x.org_id = :org AND x.assessment_id = :assessment AND x.stage = 3)
AND l.level IS NOT NULL AND l.exempt = 0
UNION ALL
SELECT l.number, l.level FROM publication p
JOIN publication_level l ON l.org_id = p.org_id AND l.publication_id = p.id
WHERE p.org_id = :org AND p.assessment_id = :assessment AND l.level IS NOT NULL AND l.exempt = 0
AND NOT EXISTS (SELECT 1 FROM edition x
	WHERE x.org_id = :org AND x.assessment_id = :assessment AND x.stage = 3)
ORDER BY 1;

-- :previous_version (org int, id int, version text)
UPDATE assessment SET previous_version = :version WHERE org_id = :org AND id = :id;

-- :previous_level (org int, id int, previous int, level int)
UPDATE answer SET previous_level = CASE WHEN :previous < 0 THEN NULL ELSE :previous END, level = :level
WHERE org_id = :org AND id = :id;
