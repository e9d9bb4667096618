-- :api_token_insert (id int, org int, person int, digest blob, name text, scopes int, at int, expires_on day)
INSERT INTO api_token (id, org_id, person_id, digest, name, scopes, made_at, expires_on)
VALUES (:id, :org, :person, :digest, :name, :scopes, :at, :expires_on);

-- Those of one person that work.
-- :api_token_count (org int, person int, today day)
SELECT count(*) FROM api_token
WHERE org_id = :org AND person_id = :person AND revoked_at IS NULL AND expires_on >= :today;

-- One row for each role that the person holds there or everywhere, and whether
-- it gives them a place there; the token itself says whose it is.
-- :api_token_find (digest blob, today day, national int)
SELECT t.id, t.person_id, t.org_id, t.scopes, t.used_on,
	CASE WHEN p.org_id = t.org_id OR g.org_id <> 0 OR g.role = :national THEN 1 ELSE 0 END,
	COALESCE(g.role, 0), p.user_name, p.name, o.code, o.name, o.type
FROM api_token t JOIN person p ON p.id = t.person_id JOIN org o ON o.id = t.org_id
LEFT JOIN role_grant g ON g.person_id = t.person_id AND (+g.org_id = t.org_id OR +g.org_id = 0)
WHERE t.digest = :digest AND t.revoked_at IS NULL AND t.expires_on >= :today AND p.closed = 0;

-- :api_token_group_roles (token int, org int, national int)
SELECT g.role, CASE WHEN g.org_id <> 0 OR g.role = :national THEN 1 ELSE 0 END
FROM api_token_group s JOIN role_grant g ON g.group_name = s.group_name
WHERE s.token_id = :token AND (g.org_id = :org OR g.org_id = 0);

-- :api_token_list (org int)
SELECT t.id, t.person_id, t.org_id, t.name, t.scopes, t.made_at, t.expires_on, t.used_on,
	t.revoked_at, t.revoked_by, p.name
FROM api_token t JOIN person p ON p.id = t.person_id
WHERE t.org_id = :org
ORDER BY p.name, t.person_id, t.made_at DESC, t.id;

-- :api_token_of (org int, person int)
SELECT t.id, t.person_id, t.org_id, t.name, t.scopes, t.made_at, t.expires_on, t.used_on,
	t.revoked_at, t.revoked_by, p.name
FROM api_token t JOIN person p ON p.id = t.person_id
WHERE t.org_id = :org AND t.person_id = :person
ORDER BY t.made_at DESC, t.id;

-- :api_token_read (org int, id int)
SELECT person_id, name FROM api_token
WHERE org_id = :org AND id = :id AND revoked_at IS NULL;

-- :api_token_revoke (org int, id int, at int, who text)
UPDATE api_token SET revoked_at = :at, revoked_by = :who
WHERE org_id = :org AND id = :id AND revoked_at IS NULL;

-- every organisation: the token itself says whose it is
-- :api_token_used (id int, today day)
UPDATE api_token SET used_on = :today WHERE id = :id AND revoked_at IS NULL;

-- :api_token_group_drop (id int)
DELETE FROM api_token_group WHERE token_id = :id;

-- :api_token_group_insert (id int, group_name text)
INSERT INTO api_token_group (token_id, group_name) VALUES (:id, :group_name);

-- :grant_of_group (group_name text, org int, national int)
SELECT role, CASE WHEN org_id <> 0 OR role = :national THEN 1 ELSE 0 END
FROM role_grant
WHERE group_name = :group_name AND (org_id = :org OR org_id = 0);
