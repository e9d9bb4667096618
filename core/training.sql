-- :completion_insert (org int, id int, staff int, course text, done_on day, expires_on day, source int, score int, statement_version ref, statement text, digest blob, proof int, place text, session ref, import ref, number text, supersedes ref, reason text, voided int, at int, by_id int, by_name text)
INSERT INTO completion (org_id, id, staff_id, course, done_on, expires_on, source, score, statement_version,
	statement, statement_digest, signed_by, place, session_id, import_id, number, supersedes, reason, void,
	at, by_id, by_name)
VALUES (:org, :id, :staff, :course, :done_on, :expires_on, :source, CASE WHEN :score < 0 THEN NULL ELSE :score END,
	:statement_version, :statement, :digest, :proof, :place, :session, :import, :number, :supersedes, :reason,
	:voided, :at, :by_id, :by_name);

-- One that counts on that day already; not the one that is being corrected.
-- :completion_twice (org int, staff int, course text, done_on day, but int)
SELECT c.id FROM completion c
WHERE c.org_id = :org AND c.staff_id = :staff AND c.course = :course AND c.done_on = :done_on AND c.void = 0
	AND c.id <> :but
	AND NOT EXISTS (SELECT 1 FROM completion x WHERE x.org_id = :org AND x.supersedes = c.id);

-- :completion_read (org int, id int)
SELECT c.id, c.staff_id, c.course, c.done_on, c.expires_on, c.source, c.score, c.statement_version, c.statement,
	c.signed_by, c.place, c.session_id, c.import_id, c.number, c.supersedes, c.reason, c.void,
	CASE WHEN x.id IS NULL THEN 0 ELSE 1 END, c.at, c.by_name
FROM completion c LEFT JOIN completion x ON x.org_id = c.org_id AND x.supersedes = c.id
WHERE c.org_id = :org AND c.id = :id;

-- :completion_count (org int, staff int)
SELECT count(*) FROM completion WHERE org_id = :org AND staff_id = :staff;

-- The engine knows nothing of how many rows there are and takes an index that
-- does not hold all that is asked for dearer than all rows of an organisation.
-- So ids come from the index alone, here and wherever rows are found so.
-- :completion_record (org int, staff int)
SELECT c.id, c.staff_id, c.course, c.done_on, c.expires_on, c.source, c.score, c.statement_version, c.statement,
	c.signed_by, c.place, c.session_id, c.import_id, c.number, c.supersedes, c.reason, c.void,
	CASE WHEN x.id IS NULL THEN 0 ELSE 1 END, c.at, c.by_name
FROM completion c LEFT JOIN completion x ON x.org_id = c.org_id AND x.supersedes = c.id
WHERE c.org_id = :org AND c.id IN (SELECT id FROM completion WHERE org_id = :org AND staff_id = :staff)
ORDER BY c.at DESC, c.id DESC;

-- A certificate's number alone says whose it is.
-- :completion_number (number text)
SELECT org_id, id FROM completion WHERE number = :number;

-- :session_insert_group (org int, id int, course text, held_on day, trainer text, sheet text, at int, by_id int, by_name text)
INSERT INTO group_session (org_id, id, course, held_on, trainer, sheet, at, by_id, by_name)
VALUES (:org, :id, :course, :held_on, :trainer, :sheet, :at, :by_id, :by_name);

-- :owed_courses (org int, group_id int)
SELECT c.code FROM course c
WHERE c.org_id = :org AND c.closed = 0 AND (c.for_all = 1 OR EXISTS (SELECT 1 FROM course_need n
	WHERE n.org_id = :org AND n.course = c.code AND n.group_id = :group_id));

-- :owed_excuses (org int, staff int, today day)
SELECT course, kind, reason, until_on FROM exclusion
WHERE org_id = :org AND id IN (SELECT id FROM exclusion WHERE org_id = :org AND staff_id = :staff)
	AND ended_at IS NULL AND from_on <= :today
	AND (until_on IS NULL OR until_on >= :today);

-- :exclusion_insert (org int, id int, staff int, course text, kind int, reason text, from_on day, until_on day, at int, by_name text)
INSERT INTO exclusion (org_id, id, staff_id, course, kind, reason, from_on, until_on, added_at, added_by)
VALUES (:org, :id, :staff, :course, :kind, :reason, :from_on, :until_on, :at, :by_name);

-- :exclusion_staff (org int, id int)
SELECT staff_id FROM exclusion WHERE org_id = :org AND id = :id;

-- :exclusion_end (org int, id int, at int, by_name text)
UPDATE exclusion SET ended_at = :at, ended_by = :by_name
WHERE org_id = :org AND id = :id AND ended_at IS NULL;

-- :exclusion_count (org int, staff int)
SELECT count(*) FROM exclusion WHERE org_id = :org AND staff_id = :staff;

-- :exclusion_list (org int, staff int)
SELECT id, staff_id, course, kind, reason, from_on, until_on, added_at, added_by, ended_at, ended_by
FROM exclusion WHERE org_id = :org AND id IN (SELECT id FROM exclusion WHERE org_id = :org AND staff_id = :staff)
ORDER BY from_on DESC, id;
