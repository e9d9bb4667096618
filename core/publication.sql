-- :role_holders (org int, roles int)
SELECT p.name FROM role_grant g CROSS JOIN person p
WHERE g.org_id = :org AND g.person_id IS NOT NULL AND (g.role & :roles) <> 0 AND p.id = g.person_id AND p.closed = 0
UNION
SELECT g.group_name FROM role_grant g
WHERE g.org_id = :org AND g.group_name IS NOT NULL AND (g.role & :roles) <> 0
ORDER BY 1 LIMIT 6;

-- :publication_insert (org int, id int, assessment int, at int, by_person ref, by_name text, late int, statement text, digest blob, percent int, points int, of int, grade int, duties text)
INSERT INTO publication (org_id, id, assessment_id, at, published_by, published_name, late, statement,
	statement_digest, percent, points, points_of, grade, duties)
VALUES (:org, :id, :assessment, :at, :by_person, :by_name, :late, :statement,
	:digest, CASE WHEN :percent < 0 THEN NULL ELSE :percent END, :points, :of, :grade, :duties);

-- :publication_level_insert (org int, publication int, number text, level int, exempt int)
INSERT INTO publication_level (org_id, publication_id, number, level, exempt)
VALUES (:org, :publication, :number, CASE WHEN :level < 0 THEN NULL ELSE :level END, :exempt);

-- :publication_level_list (org int, publication int)
SELECT number, level, exempt FROM publication_level
WHERE org_id = :org AND publication_id = :publication ORDER BY number;

-- :publication_read (org int, assessment int)
SELECT id, at, published_name, late, statement, statement_digest, percent, points, points_of, grade, duties
FROM publication WHERE org_id = :org AND assessment_id = :assessment;
