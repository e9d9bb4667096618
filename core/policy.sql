-- :policy_insert (org int, id int, title text, for_all int)
INSERT INTO policy (org_id, id, title, for_all, closed, version)
VALUES (:org, :id, :title, :for_all, 0, 1);

-- :policy_update (org int, id int, title text, for_all int, closed int)
UPDATE policy SET title = :title, for_all = :for_all, closed = :closed
WHERE org_id = :org AND id = :id;

-- Only from the version that was read.
-- :policy_set_version (org int, id int, was int)
UPDATE policy SET version = version + 1
WHERE org_id = :org AND id = :id AND version = :was;

-- :policy_text_insert (org int, id int, version int, text text, digest blob, at int, by_name text)
INSERT INTO policy_text (org_id, policy_id, version, text, digest, at, by_name)
VALUES (:org, :id, :version, :text, :digest, :at, :by_name);

-- :policy_need_clear (org int, id int)
DELETE FROM policy_need WHERE org_id = :org AND policy_id = :id;

-- :policy_need_insert (org int, id int, group_id int)
INSERT INTO policy_need (org_id, policy_id, group_id) VALUES (:org, :id, :group_id);

-- :policy_need_count (org int, id int)
SELECT count(*) FROM policy_need WHERE org_id = :org AND policy_id = :id;

-- :policy_need_list (org int, id int)
SELECT group_id FROM policy_need WHERE org_id = :org AND policy_id = :id ORDER BY group_id;

-- :policy_count (org int)
SELECT count(*) FROM policy WHERE org_id = :org;

-- :policy_list (org int)
SELECT p.id, p.title, p.for_all, p.closed, p.version, t.digest, t.at, t.by_name
FROM policy p JOIN policy_text t ON t.org_id = p.org_id AND t.policy_id = p.id AND t.version = p.version
WHERE p.org_id = :org ORDER BY p.closed, p.title, p.id;

-- The version 0 stands for the present one.
-- :policy_read (org int, id int, version int)
SELECT p.id, p.title, p.for_all, p.closed, t.version, t.digest, t.at, t.by_name, t.text
FROM policy p JOIN policy_text t ON t.org_id = p.org_id AND t.policy_id = p.id
	AND t.version = CASE WHEN :version = 0 THEN p.version ELSE :version END
WHERE p.org_id = :org AND p.id = :id;

-- Each with the last version that they acknowledged, if any.
-- :policy_owed (org int, staff int, group_id int)
SELECT p.id, p.title, p.for_all, p.closed, p.version, t.digest, t.at, t.by_name,
	CASE WHEN p.for_all = 1 OR n.group_id IS NOT NULL THEN 1 ELSE 0 END, a.version, a.at
FROM policy p JOIN policy_text t ON t.org_id = p.org_id AND t.policy_id = p.id AND t.version = p.version
LEFT JOIN policy_need n ON n.org_id = p.org_id AND n.policy_id = p.id AND n.group_id = :group_id
LEFT JOIN acknowledgement a ON a.org_id = p.org_id AND a.policy_id = p.id AND a.staff_id = :staff
	AND a.version = (SELECT MAX(x.version) FROM acknowledgement x
		WHERE x.org_id = :org AND x.policy_id = p.id AND x.staff_id = :staff)
WHERE p.org_id = :org AND p.closed = 0;

-- :acknowledgement_find (org int, staff int, id int, version int)
SELECT at FROM acknowledgement
WHERE org_id = :org AND staff_id = :staff AND policy_id = :id AND version = :version;

-- :acknowledgement_insert (org int, staff int, id int, version int, digest blob, at int, source int, place text)
INSERT INTO acknowledgement (org_id, staff_id, policy_id, version, digest, at, source, place)
VALUES (:org, :staff, :id, :version, :digest, :at, :source, :place);

-- :policy_report (org int, id int, version int, for_all int, today day)
SELECT s.group_id, g.name, count(*), count(a.staff_id)
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
LEFT JOIN acknowledgement a ON a.org_id = s.org_id AND a.policy_id = :id AND a.version = :version
	AND a.staff_id = s.id
WHERE s.org_id = :org AND (s.starts_on IS NULL OR s.starts_on <= :today)
	AND (s.ends_on IS NULL OR s.ends_on >= :today)
	AND (:for_all = 1 OR s.group_id IN (SELECT group_id FROM policy_need
		WHERE org_id = :org AND policy_id = :id))
GROUP BY s.group_id, g.name, g.folded ORDER BY g.folded;

-- The group 0 stands for those without one.
-- :policy_missing (org int, id int, version int, for_all int, today day, group_id int, skip int, most int)
SELECT s.id, s.number, s.first_name, s.last_name, s.unit
FROM staff s LEFT JOIN acknowledgement a ON a.org_id = s.org_id AND a.policy_id = :id AND a.version = :version
	AND a.staff_id = s.id
WHERE s.org_id = :org AND a.staff_id IS NULL
	AND (s.starts_on IS NULL OR s.starts_on <= :today) AND (s.ends_on IS NULL OR s.ends_on >= :today)
	AND COALESCE(s.group_id, 0) = :group_id
	AND (:for_all = 1 OR s.group_id IN (SELECT group_id FROM policy_need
		WHERE org_id = :org AND policy_id = :id))
ORDER BY s.last_name, s.first_name, s.id LIMIT :most OFFSET :skip;
