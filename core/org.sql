-- :org_insert (id int, code text, name text, type text, at int, folded text)
INSERT INTO org (id, code, name, type, added_at, folded)
VALUES (:id, :code, :name, :type, :at, :folded);

-- :org_head (id int, at int)
INSERT INTO audit_head (org_id, seq, at, hash)
VALUES (:id, 0, :at, CAST('' AS BLOB));

-- :org_by_code (code text)
SELECT id, code, name, type FROM org WHERE code = :code AND id > 0;

-- :org_by_id (id int)
SELECT id, code, name, type FROM org WHERE id = :id;

-- :org_count ()
SELECT count(*) FROM org;

-- :org_all ()
SELECT id, code, name, type FROM org WHERE id > 0 ORDER BY code;

-- :org_search (like text, skip int, most int)
SELECT id, code, name, type FROM org
WHERE id > 0 AND (:like = '' OR folded LIKE :like ESCAPE '!')
ORDER BY name, code LIMIT :most OFFSET :skip;

-- :org_of_person (person int, national int)
SELECT id, code, name, type FROM org
WHERE id > 0 AND (id IN (SELECT org_id FROM role_grant WHERE person_id = :person)
	OR id = (SELECT org_id FROM person WHERE id = :person)
	OR EXISTS (SELECT 1 FROM role_grant WHERE person_id = :person AND org_id = 0
		AND role = :national))
ORDER BY name, code;
