-- :relation_read (id int)
SELECT name, type, parent_id, purpose FROM org WHERE id = :id AND id > 0;

-- :relation_parent (id int)
SELECT parent_id FROM org WHERE id = :id AND id > 0;

-- :relation_place (id int, parent ref, purpose int)
UPDATE org SET parent_id = :parent, purpose = :purpose WHERE id = :id;

-- :relation_change (id int, name text, type text, folded text, parent ref, purpose int)
UPDATE org SET name = :name, type = :type, folded = :folded, parent_id = :parent, purpose = :purpose
WHERE id = :id;

-- :relation_parts (id int)
SELECT id, code, name, type FROM org WHERE parent_id = :id ORDER BY name, code;

-- :relation_part_count (id int)
SELECT count(*) FROM org WHERE parent_id = :id;

-- :commission_insert (commissioner int, provider int, at int)
INSERT INTO commission (commissioner_id, provider_id, added_at) VALUES (:commissioner, :provider, :at);

-- :commission_delete (commissioner int, provider int)
DELETE FROM commission WHERE commissioner_id = :commissioner AND provider_id = :provider;

-- :commission_count (provider int)
SELECT count(*) FROM commission WHERE provider_id = :provider;

-- :commission_list (provider int)
SELECT o.id, o.code, o.name, o.type FROM commission c JOIN org o ON o.id = c.commissioner_id
WHERE c.provider_id = :provider ORDER BY o.name, o.code;
