-- :pack_insert (id int, framework text, version text, type text, revision int, title text, type_name text, released_on day, workflow int, interim int, mark text, note text, baseline_md text, update_md text, final_md text, rounding int, grade_level int, grade_0 text, grade_1 text, grade_2 text, training_percent int, training_course text, training_capped int, statement text, digest blob, at int)
INSERT INTO pack (id, framework, version, org_type, revision, title, type_name, released_on, workflow,
	interim, mark, note, baseline_md, update_md, final_md, rounding, grade_level, grade_0, grade_1, grade_2,
	training_percent, training_course, training_capped, statement, digest, loaded_at)
VALUES (:id, :framework, :version, :type, :revision, :title, :type_name, :released_on, :workflow,
	:interim, :mark, :note, :baseline_md, :update_md, :final_md, :rounding, :grade_level, :grade_0, :grade_1,
	:grade_2, :training_percent, :training_course, :training_capped, :statement, :digest, :at);

-- :pack_duty_insert (pack int, position int, code text, title text, required int)
INSERT INTO pack_duty (pack_id, position, code, title, required)
VALUES (:pack, :position, :code, :title, :required);

-- :initiative_insert (pack int, position int, code text, name text)
INSERT INTO initiative (pack_id, position, code, name)
VALUES (:pack, :position, :code, :name);

-- :origin_insert (pack int, position int, code text, title text)
INSERT INTO origin (pack_id, position, code, title)
VALUES (:pack, :position, :code, :title);

-- :requirement_insert (id int, pack int, number text, initiative int, title text, description text, changes text, nr_reason text, nr_record text, training int, mark_set text, mark_title text, mark_criteria text, summary_0 text, summary_1 text, summary_2 text, summary_3 text)
INSERT INTO requirement (id, pack_id, number, initiative, title, description, changes, nr_reason, nr_record,
	training, mark_set, mark_title, mark_criteria, summary_0, summary_1, summary_2, summary_3)
VALUES (:id, :pack, :number, :initiative, :title, :description, :changes, :nr_reason, :nr_record,
	:training, :mark_set, :mark_title, :mark_criteria, :summary_0, :summary_1, :summary_2, :summary_3);

-- :requirement_origin_insert (requirement int, position int, origin int)
INSERT INTO requirement_origin (requirement_id, position, origin)
VALUES (:requirement, :position, :origin);

-- :criterion_insert (id int, requirement int, code text, level int, text text, maintenance int, responsibility int)
INSERT INTO criterion (id, requirement_id, code, level, text, maintenance, responsibility)
VALUES (:id, :requirement, :code, :level, :text, :maintenance, :responsibility);

-- :expectation_insert (criterion int, position int, text text)
INSERT INTO expectation (criterion_id, position, text)
VALUES (:criterion, :position, :text);

-- :pack_digest (framework text, version text, type text, revision int)
SELECT digest FROM pack WHERE framework = :framework AND version = :version
	AND org_type = :type AND revision = :revision;

-- :pack_read (id int)
SELECT framework, version, org_type, revision, title, type_name, released_on, workflow, interim, mark, note,
	baseline_md, update_md, final_md, rounding, grade_level, grade_0, grade_1, grade_2, training_percent,
	training_course, training_capped, statement, digest
FROM pack WHERE id = :id;

-- :pack_duties (pack int)
SELECT code, title, required FROM pack_duty WHERE pack_id = :pack ORDER BY position;

-- :initiatives (pack int)
SELECT code, name FROM initiative WHERE pack_id = :pack ORDER BY position;

-- :origins (pack int)
SELECT code, title FROM origin WHERE pack_id = :pack ORDER BY position;

-- :requirements (pack int)
SELECT id, number, initiative, title, description, changes, nr_reason, nr_record, training,
	mark_set, mark_title, mark_criteria, summary_0, summary_1, summary_2, summary_3
FROM requirement WHERE pack_id = :pack ORDER BY number;

-- :requirement_origins (requirement int)
SELECT origin FROM requirement_origin WHERE requirement_id = :requirement ORDER BY position;

-- :criteria (requirement int)
SELECT id, code, level, text, maintenance, responsibility FROM criterion
WHERE requirement_id = :requirement ORDER BY code;

-- :expectations (criterion int)
SELECT text FROM expectation WHERE criterion_id = :criterion ORDER BY position;

-- :pack_counts (pack int)
SELECT (SELECT count(*) FROM pack_duty WHERE pack_id = :pack),
	(SELECT count(*) FROM initiative WHERE pack_id = :pack),
	(SELECT count(*) FROM origin WHERE pack_id = :pack),
	(SELECT count(*) FROM requirement WHERE pack_id = :pack);

-- :pack_find (version text, type text)
SELECT id FROM pack WHERE version = :version AND org_type = :type
ORDER BY revision DESC LIMIT 1;

-- :pack_asked (version text, type text, today day)
SELECT id FROM pack WHERE version = :version AND org_type = :type
ORDER BY CASE WHEN released_on <= :today THEN 0 ELSE 1 END, revision DESC LIMIT 1;

-- :pack_find_revision (version text, type text, revision int)
SELECT id FROM pack WHERE version = :version AND org_type = :type AND revision = :revision
ORDER BY framework LIMIT 1;

-- :pack_count ()
SELECT count(*) FROM pack;

-- :pack_list (type text)
SELECT p.id, p.revision, (SELECT count(*) FROM requirement r WHERE r.pack_id = p.id), p.framework,
	p.version, p.org_type, p.type_name, p.title, p.workflow, p.mark, p.note, p.released_on, w.at
FROM pack p LEFT JOIN withdrawal w ON w.version = p.version AND w.org_type = p.org_type AND w.ended_at IS NULL
WHERE :type = '' OR p.org_type = :type
ORDER BY p.released_on DESC, p.org_type, p.revision DESC;

-- :pack_versions ()
SELECT version FROM pack ORDER BY released_on DESC, org_type, revision DESC;

-- :pack_loaded (id int)
SELECT loaded_at FROM pack WHERE id = :id;

-- :pack_in_force (today day)
SELECT p.version FROM pack_kept p WHERE p.released_on <= :today
ORDER BY p.released_on DESC, p.org_type, p.revision DESC LIMIT 1;

-- :pack_type_name (type text)
SELECT type_name FROM pack WHERE org_type = :type
ORDER BY released_on DESC, revision DESC LIMIT 1;
