-- Everybody who may sign in.
-- :remind_people ()
SELECT p.id, p.user_name, p.name, p.remind, CASE WHEN p.mail <> '' THEN p.mail ELSE COALESCE(s.mail, '') END
FROM person p LEFT JOIN staff s ON s.org_id = p.org_id AND s.person_id = p.id
WHERE p.closed = 0 ORDER BY p.id;

-- every organisation: asked once in a run
-- :remind_people_count ()
SELECT count(*) FROM person WHERE closed = 0;

-- Where somebody may have work, and what they may do there.
-- :remind_places (person int)
SELECT o.id, o.name FROM org o WHERE o.id > 0 AND (o.id = (SELECT org_id FROM person WHERE id = :person)
	OR o.id IN (SELECT org_id FROM role_grant WHERE person_id = :person)) ORDER BY o.name, o.id;

-- The nearest manager above who may sign in.  The steps end a loop.
-- :remind_manager (org int, person int, today day)
WITH RECURSIVE up (id, step) AS (
	SELECT manager_id, 1 FROM staff WHERE org_id = :org AND person_id = :person AND manager_id IS NOT NULL
	UNION ALL
	SELECT s.manager_id, u.step + 1 FROM up u JOIN staff s ON s.org_id = :org AND s.id = u.id
	WHERE s.manager_id IS NOT NULL AND u.step < 20)
SELECT p.id FROM up u CROSS JOIN staff s CROSS JOIN person p
WHERE s.org_id = :org AND s.id = u.id AND p.id = s.person_id AND p.closed = 0 AND p.id <> :person AND (s.ends_on IS NULL OR s.ends_on >= :today)
ORDER BY u.step LIMIT 1;

-- The SIRO, or where that is nobody who may sign in, the deputy.
-- :remind_siro (org int, today day)
SELECT p.id FROM duty_holding d JOIN person p ON p.id IN (d.person_id, d.deputy_id)
WHERE d.org_id = :org AND d.duty = 'siro' AND d.ended_at IS NULL AND d.from_on <= :today
	AND (d.until_on IS NULL OR d.until_on >= :today) AND p.closed = 0
ORDER BY CASE WHEN p.id = d.person_id THEN 0 ELSE 1 END LIMIT 1;

-- A day to come: it was sent while the clock was wrong.
-- :remind_last (person int, today day)
SELECT MAX(CASE WHEN on_day > :today THEN :today ELSE on_day END) FROM reminder
WHERE person_id = :person AND state = 1;

-- :remind_told_count (person int, since day)
SELECT count(DISTINCT i.thing) FROM reminder r JOIN reminder_item i ON i.reminder_id = r.id
WHERE r.person_id = :person AND r.state = 1 AND r.on_day >= :since;

-- :remind_told (person int, since day)
SELECT i.thing, MIN(i.rung), MAX(r.on_day) FROM reminder r JOIN reminder_item i ON i.reminder_id = r.id
WHERE r.person_id = :person AND r.state = 1 AND r.on_day >= :since
GROUP BY i.thing ORDER BY i.thing;

-- :remind_insert (id int, person int, on_day day, mail text, name text, subject text, text text, at int)
INSERT INTO reminder (id, person_id, on_day, state, mail, name, subject, text, tries, fault, made_at, settled_at)
VALUES (:id, :person, :on_day, 0, :mail, :name, :subject, :text, 0, '', :at, NULL)
ON CONFLICT (person_id) WHERE state = 0 DO NOTHING;

-- :remind_item_insert (id int, thing text, rung int)
INSERT INTO reminder_item (reminder_id, thing, rung) VALUES (:id, :thing, :rung);

-- :remind_give_up (today day, at int)
UPDATE reminder SET state = 2, settled_at = :at WHERE state = 0 AND on_day <> :today;

-- :remind_redate (today day)
UPDATE reminder SET on_day = :today WHERE state = 1 AND on_day > :today;

-- Nothing is told of for longer than a year.
-- :remind_forget_items (before day)
DELETE FROM reminder_item WHERE reminder_id IN (SELECT id FROM reminder WHERE state > 0 AND on_day < :before);

-- :remind_forget (before day)
DELETE FROM reminder WHERE state > 0 AND on_day < :before;

-- :remind_waiting_count ()
SELECT count(*) FROM reminder WHERE state = 0;

-- :remind_waiting ()
SELECT id, person_id, on_day, mail, name, subject, text, tries, fault, made_at FROM reminder
WHERE state = 0 ORDER BY tries, id;

-- :remind_sent (id int, at int)
UPDATE reminder SET state = 1, tries = tries + 1, fault = '', settled_at = :at WHERE id = :id AND state <> 1;

-- :remind_refused (id int, fault text)
UPDATE reminder SET tries = tries + 1, fault = :fault WHERE id = :id AND state = 0;

-- :remind_chosen (person int)
SELECT p.remind, CASE WHEN p.mail <> '' THEN p.mail ELSE COALESCE(s.mail, '') END
FROM person p LEFT JOIN staff s ON s.org_id = p.org_id AND s.person_id = p.id WHERE p.id = :person;

-- every organisation: a person chooses for all of them
-- :remind_choose (person int, late_only int)
UPDATE person SET remind = :late_only WHERE id = :person;

-- :remind_nowhere (org int, most int)
SELECT count(*) OVER (), p.id, p.user_name, p.name
FROM person p LEFT JOIN staff s ON s.org_id = p.org_id AND s.person_id = p.id
WHERE p.org_id = :org AND p.closed = 0 AND p.mail = '' AND COALESCE(s.mail, '') = ''
ORDER BY p.name, p.id LIMIT :most;

-- :remind_trouble (org int)
SELECT count(*) OVER (), r.person_id, r.on_day, r.mail, r.name, r.tries, r.fault
FROM reminder r JOIN person p ON p.id = r.person_id
WHERE p.org_id = :org AND r.state = 0 AND r.fault <> '' ORDER BY r.name, r.id;

-- :remind_latest (org int)
SELECT MAX(r.settled_at) FROM reminder r JOIN person p ON p.id = r.person_id
WHERE p.org_id = :org AND r.state = 1;

-- Below somebody, down to the next who can be told themselves.
-- :remind_reports (org int, person int, today day)
WITH RECURSIVE below (id, person, told) AS (
	SELECT s.id, p.id, CASE WHEN p.id IS NOT NULL AND (s.ends_on IS NULL OR s.ends_on >= :today) THEN 1 ELSE 0 END
	FROM staff m JOIN staff s ON s.org_id = :org AND s.manager_id = m.id
	LEFT JOIN person p ON p.id = s.person_id AND p.closed = 0
	WHERE m.org_id = :org AND m.person_id = :person
	UNION
	SELECT s.id, p.id, CASE WHEN p.id IS NOT NULL AND (s.ends_on IS NULL OR s.ends_on >= :today) THEN 1 ELSE 0 END
	FROM below b JOIN staff s ON s.org_id = :org AND s.manager_id = b.id
	LEFT JOIN person p ON p.id = s.person_id AND p.closed = 0 WHERE b.told = 0)
SELECT count(*) OVER (), p.id, p.user_name, p.name FROM below b JOIN person p ON p.id = b.person
WHERE p.id <> :person ORDER BY p.name, p.id;

-- :remind_others (org int, person int)
SELECT count(*) OVER (), p.id, p.user_name, p.name FROM person p
WHERE p.closed = 0 AND p.id <> :person
	AND (p.org_id = :org OR p.id IN (SELECT person_id FROM role_grant WHERE org_id = :org))
ORDER BY p.name, p.id;
