-- :course_names_count (org int, course text)
SELECT count(*) FROM course_alias WHERE org_id = :org AND course = :course;

-- :course_names (org int, course text)
SELECT name FROM course_alias WHERE org_id = :org AND course = :course ORDER BY folded;
