-- :duty_seed (org int)
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
SELECT :org, code, title, folded, post, own, closed FROM duty WHERE org_id = 0;

-- :duty_seed_holder (org int)
INSERT INTO holder (org_id, id, person_id, group_id, duty) VALUES (:org, 1, NULL, NULL, 'ig-lead');

-- Whose time is over is named no more.
-- :duty_holders (org int, today day)
SELECT d.code, COALESCE(h.name, ''), d.post
FROM duty d LEFT JOIN duty_holding h ON h.org_id = d.org_id AND h.duty = d.code AND h.ended_at IS NULL
	AND (h.until_on IS NULL OR h.until_on >= :today)
WHERE d.org_id = :org;

-- A duty that a set asks for and that the list does not have.
-- :duty_want (org int, code text, title text, folded text)
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
SELECT :org, :code, :title || t.tail, :folded || t.tail, '', 0, 0
FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM duty WHERE org_id = :org AND folded = :folded)
	THEN ' (' || :code || ')' ELSE '' END AS tail) t
WHERE NOT EXISTS (SELECT 1 FROM duty WHERE org_id = :org AND code = :code);

-- :duty_count (org int)
SELECT count(*) FROM duty WHERE org_id = :org;

-- :duty_all (org int)
SELECT d.code, d.title, d.post, d.own, d.closed, p.closed,
	h.id, h.duty, h.person_id, h.name, h.post, h.document, h.deputy_id, q.name, q.closed,
	h.from_on, h.until_on, h.accepted_at, h.named_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.named_by), h.named_by), h.ended_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.ended_by), h.ended_by)
FROM duty d
LEFT JOIN duty_holding h ON h.org_id = d.org_id AND h.duty = d.code AND h.ended_at IS NULL
LEFT JOIN person p ON p.id = h.person_id LEFT JOIN person q ON q.id = h.deputy_id
WHERE d.org_id = :org ORDER BY d.closed, d.own, d.folded;

-- :duty_read (org int, code text)
SELECT d.code, d.title, d.post, d.own, d.closed, p.closed,
	h.id, h.duty, h.person_id, h.name, h.post, h.document, h.deputy_id, q.name, q.closed,
	h.from_on, h.until_on, h.accepted_at, h.named_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.named_by), h.named_by), h.ended_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.ended_by), h.ended_by)
FROM duty d
LEFT JOIN duty_holding h ON h.org_id = d.org_id AND h.duty = d.code AND h.ended_at IS NULL
LEFT JOIN person p ON p.id = h.person_id LEFT JOIN person q ON q.id = h.deputy_id
WHERE d.org_id = :org AND d.code = :code;

-- :duty_of_count (org int, person int)
SELECT count(*) FROM duty_holding WHERE org_id = :org AND person_id = :person AND ended_at IS NULL;

-- :duty_of (org int, person int)
SELECT d.code, d.title, d.post, d.own, d.closed, p.closed,
	h.id, h.duty, h.person_id, h.name, h.post, h.document, h.deputy_id, q.name, q.closed,
	h.from_on, h.until_on, h.accepted_at, h.named_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.named_by), h.named_by), h.ended_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.ended_by), h.ended_by)
FROM duty_holding h JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
JOIN person p ON p.id = h.person_id LEFT JOIN person q ON q.id = h.deputy_id
WHERE h.org_id = :org AND h.person_id = :person AND h.ended_at IS NULL
ORDER BY d.own, d.folded;

-- :duty_history_count (org int, code text)
SELECT count(*) FROM duty_holding WHERE org_id = :org AND duty = :code;

-- :duty_history (org int, code text)
SELECT h.id, h.duty, h.person_id, h.name, h.post, h.document, h.deputy_id, q.name, q.closed,
	h.from_on, h.until_on, h.accepted_at, h.named_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.named_by), h.named_by), h.ended_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.ended_by), h.ended_by)
FROM duty_holding h LEFT JOIN person q ON q.id = h.deputy_id
WHERE h.org_id = :org AND h.duty = :code ORDER BY h.named_at DESC, h.id DESC;

-- :duty_title_taken (org int, code text, folded text)
SELECT code FROM duty WHERE org_id = :org AND folded = :folded AND code <> :code;

-- :duty_code_taken (org int, code text)
SELECT own FROM duty WHERE org_id = :org AND code = :code;

-- :duty_insert (org int, code text, title text, folded text, post text)
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
VALUES (:org, :code, :title, :folded, :post, 1, 0);

-- :duty_update (org int, code text, title text, folded text, post text, closed int)
UPDATE duty SET title = CASE WHEN own = 1 THEN :title ELSE title END,
	folded = CASE WHEN own = 1 THEN :folded ELSE folded END, post = :post, closed = :closed
WHERE org_id = :org AND code = :code;

-- :duty_set_post (org int, code text, post text)
UPDATE duty SET post = :post WHERE org_id = :org AND code = :code AND post <> :post;

-- Somebody with an account who belongs to org or holds a role in it.
-- :duty_person (org int, id int)
SELECT name, closed FROM person
WHERE id = :id AND (org_id = :org OR id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL));

-- :duty_person_named (org int, name text)
SELECT count(*), MIN(id) FROM person
WHERE name = :name AND closed = 0
	AND (org_id = :org OR id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL));

-- :holding_now (org int, code text)
SELECT d.closed, h.id, h.name, h.until_on
FROM duty d LEFT JOIN duty_holding h ON h.org_id = d.org_id AND h.duty = d.code AND h.ended_at IS NULL
WHERE d.org_id = :org AND d.code = :code;

-- :holding_read (org int, id int)
SELECT h.id, h.duty, h.person_id, h.name, h.post, h.document, h.deputy_id, q.name, q.closed,
	h.from_on, h.until_on, h.accepted_at, h.named_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.named_by), h.named_by), h.ended_at,
	COALESCE((SELECT b.name FROM person b WHERE b.user_name = h.ended_by), h.ended_by)
FROM duty_holding h LEFT JOIN person q ON q.id = h.deputy_id
WHERE h.org_id = :org AND h.id = :id;

-- :holding_insert (org int, id int, duty text, person ref, name text, post text, deputy ref, document text, from_on day, until_on day, at int, by text)
INSERT INTO duty_holding (org_id, id, duty, person_id, name, post, deputy_id, document, from_on, until_on,
	accepted_at, named_at, named_by, ended_at, ended_by)
VALUES (:org, :id, :duty, :person, :name, :post, :deputy, :document, :from_on, :until_on,
	NULL, :at, :by, NULL, NULL);

-- :holding_end (org int, duty text, at int, by text)
UPDATE duty_holding SET ended_at = :at, ended_by = :by
WHERE org_id = :org AND duty = :duty AND ended_at IS NULL;

-- :holding_accept (org int, id int, at int)
UPDATE duty_holding SET accepted_at = :at WHERE org_id = :org AND id = :id AND accepted_at IS NULL;

-- What is not complete yet, relevant, and belongs to this duty.
-- :duty_owns_count (org int, assessment int, duty text)
SELECT count(*) FROM answer n JOIN holder h ON h.org_id = n.org_id AND h.id = n.owner_id
WHERE n.org_id = :org AND n.assessment_id = :assessment AND n.state < 3 AND n.not_relevant = 0 AND h.duty = :duty;

-- :duty_owns (org int, assessment int, duty text)
SELECT n.requirement_id FROM answer n JOIN holder h ON h.org_id = n.org_id AND h.id = n.owner_id
WHERE n.org_id = :org AND n.assessment_id = :assessment AND n.state < 3 AND n.not_relevant = 0 AND h.duty = :duty
ORDER BY n.requirement_id;

-- :duty_of_holder (org int, holder int)
SELECT duty FROM holder WHERE org_id = :org AND id = :holder AND duty IS NOT NULL;

-- :duty_holder (org int, code text)
SELECT h.id, d.title FROM holder h JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.duty = :code;
