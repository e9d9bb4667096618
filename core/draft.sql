-- :draft_put (person int, org int, path text, body blob, at int)
INSERT INTO draft (person_id, org_id, path, body, at) VALUES (:person, :org, :path, :body, :at)
ON CONFLICT (person_id, org_id, path) DO UPDATE SET body = excluded.body, at = excluded.at;

-- :draft_find (person int, org int, path text)
SELECT length(body), body, at FROM draft
WHERE person_id = :person AND org_id = :org AND path = :path;

-- :draft_list (person int, org int, limit int)
SELECT path, at FROM draft WHERE person_id = :person AND org_id = :org
ORDER BY at DESC LIMIT :limit;

-- :draft_drop (person int, org int, path text)
DELETE FROM draft WHERE person_id = :person AND org_id = :org AND path = :path;

-- every organisation: what nobody came back for
-- :draft_sweep (before int)
DELETE FROM draft WHERE at < :before;
