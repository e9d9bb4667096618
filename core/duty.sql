-- :duty_seed (org int)
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
SELECT :org, code, title, folded, post, own, closed FROM duty WHERE org_id = 0;

-- :duty_seed_holder (org int)
INSERT INTO holder (org_id, id, person_id, group_id, duty) VALUES (:org, 1, NULL, NULL, 'ig-lead');

-- :duty_holders (org int)
SELECT code, name, post FROM duty_holder WHERE org_id = :org;

-- :duty_put (org int, code text, name text, post text)
INSERT INTO duty_holder (org_id, code, name, post) VALUES (:org, :code, :name, :post)
ON CONFLICT (org_id, code) DO UPDATE SET name = excluded.name, post = excluded.post;
