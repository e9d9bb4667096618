-- :course_seed (org int)
INSERT INTO course (org_id, code, name, level, validity, months, window_md, grace_days, pass_mark, for_all,
	closed, statement_version)
SELECT :org, code, name, level, validity, months, window_md, grace_days, pass_mark, for_all, closed, 1
FROM course WHERE org_id = 0;

-- :course_seed_statements (org int)
INSERT INTO course_statement (org_id, course, version, text)
SELECT :org, s.course, 1, s.text FROM course_statement s
JOIN course c ON c.org_id = 0 AND c.code = s.course AND c.statement_version = s.version
WHERE s.org_id = 0;

-- :course_seed_aliases (org int)
INSERT INTO course_alias (org_id, folded, name, course)
SELECT :org, folded, name, course FROM course_alias WHERE org_id = 0;

-- :course_count (org int)
SELECT count(*) FROM course WHERE org_id = :org;

-- :course_list (org int)
SELECT c.code, c.name, c.level, c.validity, c.months, c.window_md, c.grace_days, c.pass_mark, c.for_all, c.closed,
	c.statement_version, s.text
FROM course c JOIN course_statement s ON s.org_id = c.org_id AND s.course = c.code
	AND s.version = c.statement_version
WHERE c.org_id = :org ORDER BY c.closed, c.level, c.name, c.code;

-- :course_read (org int, code text)
SELECT c.code, c.name, c.level, c.validity, c.months, c.window_md, c.grace_days, c.pass_mark, c.for_all, c.closed,
	c.statement_version, s.text
FROM course c JOIN course_statement s ON s.org_id = c.org_id AND s.course = c.code
	AND s.version = c.statement_version
WHERE c.org_id = :org AND c.code = :code;

-- :course_by_alias (org int, folded text)
SELECT course FROM course_alias WHERE org_id = :org AND folded = :folded;

-- :course_insert (org int, code text, name text, level int, validity int, months int, window_md text, grace_days int, pass_mark ref, for_all int, closed int)
INSERT INTO course (org_id, code, name, level, validity, months, window_md, grace_days, pass_mark, for_all,
	closed, statement_version)
VALUES (:org, :code, :name, :level, :validity, :months, :window_md, :grace_days, :pass_mark, :for_all,
	:closed, 1);

-- :course_update (org int, code text, name text, level int, validity int, months int, window_md text, grace_days int, pass_mark ref, for_all int, closed int, statement_version int)
UPDATE course SET name = :name, level = :level, validity = :validity, months = :months, window_md = :window_md,
	grace_days = :grace_days, pass_mark = :pass_mark, for_all = :for_all, closed = :closed,
	statement_version = :statement_version
WHERE org_id = :org AND code = :code;

-- :course_statement_insert (org int, code text, version int, text text)
INSERT INTO course_statement (org_id, course, version, text)
VALUES (:org, :code, :version, :text);

-- :course_alias_insert (org int, folded text, name text, course text)
INSERT INTO course_alias (org_id, folded, name, course)
VALUES (:org, :folded, :name, :course);

-- :course_need_count (org int)
SELECT count(*) FROM course_need WHERE org_id = :org;

-- :course_need_list (org int)
SELECT course, group_id FROM course_need WHERE org_id = :org ORDER BY course, group_id;

-- :course_need_clear (org int, course text)
DELETE FROM course_need WHERE org_id = :org AND course = :course;

-- :course_need_insert (org int, course text, group_id int)
INSERT INTO course_need (org_id, course, group_id) VALUES (:org, :course, :group_id);

-- As it is until now; with it go its needs, unless it was kept for this very
-- instant already.
-- :course_was (org int, code text, at int)
INSERT INTO course_was (org_id, course, until_at, for_all, grace_days, closed)
SELECT c.org_id, c.code, :at, c.for_all, c.grace_days, c.closed FROM course c
WHERE c.org_id = :org AND c.code = :code
AND NOT EXISTS (SELECT 1 FROM course_was w WHERE w.org_id = :org AND w.course = :code AND w.until_at = :at);

-- :course_need_was (org int, code text, at int)
INSERT INTO course_need_was (org_id, course, until_at, group_id)
SELECT n.org_id, n.course, :at, n.group_id FROM course_need n WHERE n.org_id = :org AND n.course = :code;

-- :course_was_none (org int, code text, at int)
INSERT INTO course_was (org_id, course, until_at, for_all, grace_days, closed)
VALUES (:org, :code, :at, 0, 0, 1);
