-- :pack_loaded (id int)
SELECT loaded_at FROM pack WHERE id = :id;
