-- :key_insert (id text, public blob, at int)
INSERT INTO signing_key (id, public, made_at, revoked_at, reason) VALUES (:id, :public, :at, NULL, '');

-- :key_count ()
SELECT count(*) FROM signing_key;

-- :key_list ()
SELECT id, public, made_at, revoked_at, reason FROM signing_key ORDER BY made_at DESC, id;

-- :key_read (id text)
SELECT revoked_at FROM signing_key WHERE id = :id;

-- :key_revoke (id text, at int, reason text)
UPDATE signing_key SET revoked_at = :at, reason = :reason WHERE id = :id;
