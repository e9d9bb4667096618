-- :assessment_insert (org int, id int, pack int, version text, at int, due_on day, carried_from text)
INSERT INTO assessment (org_id, id, pack_id, version, state, opened_at, due_on, carried_from)
VALUES (:org, :id, :pack, :version, 0, :at, :due_on, :carried_from);

-- :assessment_find (org int, version text)
SELECT a.id, a.org_id, a.pack_id, a.version, a.state, a.opened_at, a.due_on, a.carried_from, a.previous_version, a.confirmed_at, p.name,
	w.at, w.reason
FROM assessment a LEFT JOIN person p ON p.id = a.confirmed_by
LEFT JOIN withdrawal w ON w.version = a.version AND w.ended_at IS NULL
	AND w.org_type = (SELECT k.org_type FROM pack k WHERE k.id = a.pack_id)
WHERE a.org_id = :org AND a.version = :version;

-- :assessment_count (org int)
SELECT count(*) FROM assessment WHERE org_id = :org;

-- :assessment_list (org int)
SELECT a.id, a.org_id, a.pack_id, a.version, a.state, a.opened_at, a.due_on, a.carried_from, a.previous_version, a.confirmed_at, p.name,
	w.at, w.reason
FROM assessment a JOIN pack k ON k.id = a.pack_id LEFT JOIN person p ON p.id = a.confirmed_by
LEFT JOIN withdrawal w ON w.version = a.version AND w.org_type = k.org_type AND w.ended_at IS NULL
WHERE a.org_id = :org ORDER BY k.released_on DESC, a.opened_at DESC, a.id DESC;

-- :assessment_newer (org int, released_on day)
SELECT a.version FROM assessment a JOIN pack k ON k.id = a.pack_id
WHERE a.org_id = :org AND k.released_on > :released_on
ORDER BY k.released_on DESC, a.opened_at DESC, a.id DESC LIMIT 1;

-- :assessment_set_state (org int, id int, state int, at int, by_person ref)
UPDATE assessment SET state = :state,
	confirmed_at = CASE WHEN :at = 0 THEN NULL ELSE :at END, confirmed_by = :by_person
WHERE org_id = :org AND id = :id;

-- :assessment_publish (org int, id int)
UPDATE assessment SET state = 2 WHERE org_id = :org AND id = :id;

-- Who is exempt need not have been confirmed.
-- :assessment_unconfirmed (org int, id int, today day)
SELECT count(*) FROM answer n
JOIN assessment a ON a.org_id = n.org_id AND a.id = n.assessment_id
JOIN pack p ON p.id = a.pack_id
JOIN requirement q ON q.id = n.requirement_id
WHERE n.org_id = :org AND n.assessment_id = :id AND n.state <> 4
AND NOT EXISTS (SELECT 1 FROM exemption e WHERE e.version = a.version AND e.number = q.number
	AND (+e.org_id = n.org_id OR +e.org_type = p.org_type) AND e.ended_at IS NULL
	AND (e.from_on IS NULL OR e.from_on <= :today) AND (e.until_on IS NULL OR e.until_on >= :today));

-- :publication_levels (org int, assessment int)
SELECT l.number, l.level FROM publication p
JOIN publication_level l ON l.org_id = p.org_id AND l.publication_id = p.id
WHERE p.org_id = :org AND p.assessment_id = :assessment AND l.level IS NOT NULL AND l.exempt = 0
ORDER BY l.number;
