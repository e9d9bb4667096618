-- :audit_insert (org int, seq int, at int, actor_id int, actor text, source text, action text, object int, detail text, hash blob)
INSERT INTO audit (org_id, seq, at, actor_id, actor, source, action, object, detail, hash)
VALUES (:org, :seq, :at, :actor_id, :actor, :source, :action, :object, :detail, :hash);

-- :audit_org_code (org int)
SELECT code FROM org WHERE id = :org;

-- :audit_of (org int, object int, limit int)
SELECT seq, at, object, COALESCE((SELECT p.name FROM person p WHERE p.id = actor_id), actor), source, action, detail
FROM audit WHERE org_id = :org AND seq IN (SELECT seq FROM audit WHERE org_id = :org AND object = :object
	ORDER BY seq DESC LIMIT :limit)
ORDER BY seq DESC;

-- :audit_last (org int, object int, action text)
SELECT seq, at, object, COALESCE((SELECT p.name FROM person p WHERE p.id = actor_id), actor), source, action, detail
FROM audit WHERE org_id = :org AND seq IN (SELECT seq FROM audit WHERE org_id = :org AND object = :object)
	AND action = :action
ORDER BY seq DESC LIMIT 1;

-- :audit_says (org int, object int, action text, detail text)
SELECT seq FROM audit WHERE org_id = :org AND object = :object AND action = :action AND detail = :detail LIMIT 1;

-- :audit_page (org int, before int, limit int)
SELECT seq, at, object, actor, source, action, detail FROM audit
WHERE org_id = :org AND seq < :before
ORDER BY seq DESC LIMIT :limit;

-- :audit_after (org int, after int, limit int)
SELECT seq, at, actor_id, actor, source, action, object, detail, hash FROM audit
WHERE org_id = :org AND seq > :after
ORDER BY seq LIMIT :limit;

-- every organisation: only how many rows there are in all
-- :audit_count ()
SELECT COALESCE(SUM(seq), 0) FROM audit_head;

-- :audit_hash (code text, seq int)
SELECT a.hash FROM audit a JOIN org o ON o.id = a.org_id
WHERE o.code = :code AND a.seq = :seq;

-- :audit_head (org int)
SELECT seq, hash FROM audit_head WHERE org_id = :org;
