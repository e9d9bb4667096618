-- :calendar_put (person int, digest blob, at int)
INSERT INTO calendar (person_id, digest, made_at) VALUES (:person, :digest, :at)
ON CONFLICT (person_id) DO UPDATE SET digest = :digest, made_at = :at;

-- :calendar_delete (person int)
DELETE FROM calendar WHERE person_id = :person;

-- :calendar_made (person int)
SELECT made_at FROM calendar WHERE person_id = :person;

-- every organisation: an address alone says whose it is
-- :calendar_find (digest blob)
SELECT p.id FROM calendar c JOIN person p ON p.id = c.person_id
WHERE c.digest = :digest AND p.closed = 0;
