-- :session_insert (token blob, person int, org ref, at int, groups int)
INSERT INTO session (token, person_id, org_id, begun_at, seen_at, groups)
VALUES (:token, :person, :org, :at, :at, :groups);

-- :session_group_insert (token blob, group_name text)
INSERT INTO session_group (token, group_name) VALUES (:token, :group_name);

-- One row for each role that the person holds there or everywhere.  The plus
-- keeps the engine from looking twice: a person's grants are few.
-- :session_find (token blob)
SELECT s.person_id, s.org_id, s.begun_at, s.seen_at, p.closed, s.groups, g.role,
	p.user_name, p.name, o.code, o.name, o.type
FROM session s JOIN person p ON p.id = s.person_id
LEFT JOIN org o ON o.id = s.org_id
LEFT JOIN role_grant g ON g.person_id = p.id AND +g.org_id IN (s.org_id, 0)
WHERE s.token = :token;

-- :session_group_roles (token blob, org int)
SELECT g.role FROM session_group s JOIN role_grant g ON g.group_name = s.group_name
WHERE s.token = :token AND g.org_id = :org
UNION ALL
SELECT g.role FROM session_group s JOIN role_grant g ON g.group_name = s.group_name
WHERE s.token = :token AND g.org_id = 0;

-- every organisation: the token itself says whose it is
-- :session_seen (token blob, now int)
UPDATE session SET seen_at = :now WHERE token = :token AND seen_at < :now;

-- The same session under another token: what was, without the old one.
-- :session_turn (token blob, next blob, person int, org ref, now int)
INSERT INTO session (token, person_id, org_id, begun_at, seen_at, groups)
SELECT :next, person_id, :org, begun_at, :now, groups FROM session
WHERE token = :token AND person_id = :person;

-- :session_group_turn (token blob, next blob)
INSERT INTO session_group (token, group_name)
SELECT :next, group_name FROM session_group WHERE token = :token;

-- every organisation: the token itself says whose it is
-- :session_delete (token blob)
DELETE FROM session WHERE token = :token;

-- every organisation: what has ended
-- :session_sweep (seen_before int, begun_before int)
DELETE FROM session WHERE seen_at < :seen_before OR begun_at < :begun_before;

-- :session_first_org (person int)
SELECT COALESCE((SELECT org_id FROM person WHERE id = :person),
	(SELECT MIN(org_id) FROM role_grant WHERE person_id = :person AND org_id > 0), 0);

-- :session_group_org (group_name text)
SELECT MIN(org_id) FROM role_grant WHERE group_name = :group_name AND org_id > 0;

-- :throttle_read (kind int, name text)
SELECT refused, last_at FROM throttle WHERE kind = :kind AND name = :name;

-- :throttle_add (kind int, name text, at int)
INSERT INTO throttle (kind, name, refused, last_at) VALUES (:kind, :name, 1, :at)
ON CONFLICT (kind, name) DO UPDATE SET refused = throttle.refused + 1, last_at = excluded.last_at;

-- A count that begins anew with each span of time; last_at is its beginning.
-- :throttle_span (kind int, name text, at int, before int)
INSERT INTO throttle (kind, name, refused, last_at) VALUES (:kind, :name, 1, :at)
ON CONFLICT (kind, name) DO UPDATE SET
	refused = CASE WHEN throttle.last_at <= :before THEN 1 ELSE throttle.refused + 1 END,
	last_at = CASE WHEN throttle.last_at <= :before THEN excluded.last_at ELSE throttle.last_at END;

-- :throttle_less (kind int, name text)
UPDATE throttle SET refused = refused - 1
WHERE kind = :kind AND name = :name AND refused > 0;

-- :throttle_forget (kind int, name text)
DELETE FROM throttle WHERE kind = :kind AND name = :name;

-- :throttle_sweep (before int)
DELETE FROM throttle WHERE last_at < :before;
