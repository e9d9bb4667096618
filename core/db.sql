-- :db_head_lock (org int, now int)
UPDATE audit_head SET at = CASE WHEN at > :now THEN at ELSE :now END
WHERE org_id = :org
RETURNING seq, at, hash;

-- :db_head_set (org int, seq int, hash blob)
UPDATE audit_head SET seq = :seq, hash = :hash WHERE org_id = :org;

-- :db_operation (op int, org int, at int)
INSERT INTO operation (op, org_id, at) VALUES (:op, :org, :at);

-- :db_operation_done (op int, org int)
SELECT at FROM operation WHERE op = :op AND org_id = :org;

-- every organisation: numbers too old to come again
-- :db_operation_sweep (before int)
DELETE FROM operation WHERE at < :before;

-- :db_alive ()
SELECT max(number) FROM schema_version;
