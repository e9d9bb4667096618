-- :kiosk_insert (org int, id int, place text, code blob, until int, at int)
INSERT INTO kiosk (org_id, id, place, code, code_until, added_at)
VALUES (:org, :id, :place, :code, :until, :at);

-- The code itself says whose it is.
-- :kiosk_by_code (code blob, now int)
SELECT org_id, id FROM kiosk
WHERE code = :code AND code_until > :now AND revoked_at IS NULL;

-- :kiosk_register (org int, id int, code blob, token blob, at int)
UPDATE kiosk SET code = NULL, code_until = NULL, token = :token, registered_at = :at
WHERE org_id = :org AND id = :id AND code = :code AND revoked_at IS NULL;

-- The token itself says whose it is.
-- :kiosk_by_token (token blob)
SELECT k.id, k.org_id, k.place, o.name, k.added_at, k.code_until, k.registered_at, k.seen_at, k.revoked_at
FROM kiosk k JOIN org o ON o.id = k.org_id
WHERE k.token = :token;

-- :kiosk_count (org int)
SELECT count(*) FROM kiosk WHERE org_id = :org;

-- :kiosk_list (org int)
SELECT k.id, k.org_id, k.place, o.name, k.added_at, k.code_until, k.registered_at, k.seen_at, k.revoked_at
FROM kiosk k JOIN org o ON o.id = k.org_id
WHERE k.org_id = :org
ORDER BY CASE WHEN k.revoked_at IS NULL THEN 0 ELSE 1 END, k.place, k.id;

-- :kiosk_read (org int, id int)
SELECT place FROM kiosk WHERE org_id = :org AND id = :id AND revoked_at IS NULL;

-- :kiosk_revoke (org int, id int, at int)
UPDATE kiosk SET code = NULL, revoked_at = :at
WHERE org_id = :org AND id = :id AND revoked_at IS NULL;

-- :kiosk_seen (org int, id int, now int)
UPDATE kiosk SET seen_at = :now WHERE org_id = :org AND id = :id;

-- :visit_insert (token blob, org int, kiosk int, staff ref, typed text, now int)
INSERT INTO kiosk_session (token, org_id, kiosk_id, staff_id, typed, proof, begun_at, seen_at)
VALUES (:token, :org, :kiosk, :staff, :typed, 0, :now, :now);

-- :visit_find (org int, kiosk int, token blob)
SELECT staff_id, typed, proof, begun_at, seen_at FROM kiosk_session
WHERE token = :token AND org_id = :org AND kiosk_id = :kiosk;

-- :visit_prove (org int, kiosk int, token blob, next blob, proof int, now int)
UPDATE kiosk_session SET token = :next, proof = :proof, seen_at = :now
WHERE token = :token AND org_id = :org AND kiosk_id = :kiosk AND proof = 0;

-- :visit_seen (org int, kiosk int, token blob, now int)
UPDATE kiosk_session SET seen_at = :now
WHERE token = :token AND org_id = :org AND kiosk_id = :kiosk AND seen_at < :now;

-- :visit_end (org int, kiosk int, token blob)
DELETE FROM kiosk_session WHERE token = :token AND org_id = :org AND kiosk_id = :kiosk;

-- :visit_end_all (org int, kiosk int)
DELETE FROM kiosk_session WHERE org_id = :org AND kiosk_id = :kiosk;

-- :pin_read (org int, staff int)
SELECT set_at, refused, locked_at FROM pin WHERE org_id = :org AND staff_id = :staff;

-- :pin_set (org int, staff int, hash text, at int)
INSERT INTO pin (org_id, staff_id, hash, set_at, refused) VALUES (:org, :staff, :hash, :at, 0)
ON CONFLICT (org_id, staff_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at,
	refused = 0, locked_at = NULL;

-- :pin_remove (org int, staff int)
DELETE FROM pin WHERE org_id = :org AND staff_id = :staff;

-- One attempt is taken, if there is one left.
-- :pin_take (org int, staff int, most int)
UPDATE pin SET refused = refused + 1
WHERE org_id = :org AND staff_id = :staff AND refused < :most AND locked_at IS NULL
RETURNING hash;

-- Only the PIN that was judged: another may have been set meanwhile.
-- :pin_right (org int, staff int, hash text)
UPDATE pin SET refused = 0
WHERE org_id = :org AND staff_id = :staff AND hash = :hash AND locked_at IS NULL;

-- :pin_lock (org int, staff int, hash text, most int, at int)
UPDATE pin SET locked_at = :at
WHERE org_id = :org AND staff_id = :staff AND hash = :hash AND refused >= :most AND locked_at IS NULL;

-- :pin_locked_count (org int, most int)
SELECT count(*) FROM pin WHERE org_id = :org AND (refused >= :most OR locked_at IS NOT NULL);

-- From the few: SQLite would begin with all of the staff, by name.
-- :pin_locked (org int, most int)
SELECT s.id, s.number, s.first_name, s.last_name
FROM pin p CROSS JOIN staff s
WHERE p.org_id = :org AND s.org_id = :org AND s.id = p.staff_id AND (p.refused >= :most OR p.locked_at IS NOT NULL)
ORDER BY s.last_name, s.first_name, s.id;
