-- :withdrawal_read (version text, type text)
SELECT id, at, reason, by_name FROM withdrawal WHERE version = :version AND org_type = :type AND ended_at IS NULL;

-- :withdrawal_insert (id int, version text, type text, reason text, at int, by text)
INSERT INTO withdrawal (id, version, org_type, reason, at, by_name)
VALUES (:id, :version, :type, :reason, :at, :by);

-- :withdrawal_end (id int, at int, by text)
UPDATE withdrawal SET ended_at = :at, ended_by = :by WHERE id = :id AND ended_at IS NULL;

-- every organisation: the national role counts the years of a version
-- :withdrawal_years (version text, type text)
SELECT COALESCE(SUM(CASE WHEN a.state < 2 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN a.state = 2 THEN 1 ELSE 0 END), 0)
FROM assessment a JOIN pack k ON k.id = a.pack_id
WHERE a.version = :version AND k.org_type = :type;
