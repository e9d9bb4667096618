-- :answer_list (org int, assessment int)
SELECT requirement_id, state, level, previous_level, not_relevant, target_level, evidence, plan_state, owner
FROM answer WHERE org_id = :org AND assessment_id = :assessment
ORDER BY requirement_id;

-- :exemptions (org int, type text, version text)
SELECT number, from_on, until_on FROM exemption
WHERE version = :version AND (+org_id = :org OR +org_type = :type) AND ended_at IS NULL;

-- What was published as exempt stays so, and nothing else becomes it.
-- :exemptions_published (org int, assessment int)
SELECT l.number FROM publication p
JOIN publication_level l ON l.org_id = p.org_id AND l.publication_id = p.id
WHERE p.org_id = :org AND p.assessment_id = :assessment AND l.exempt = 1;

-- :answer_read (org int, assessment int, requirement int)
SELECT id, state, level, previous_level, not_relevant, target_level, target_on, owner, completed_by, edition,
	changed_at, COALESCE((SELECT p.name FROM person p WHERE p.user_name = changed_by), changed_by),
	nr_record, plan, plan_accepted_at, owner_id, deputy_id, due_on, plan_state
FROM answer WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement;

-- :answer_criteria (org int, answer int)
SELECT k.code, a.met, a.comment, a.owner_id, COALESCE(p.name, g.name, d.title, '')
FROM answer_criterion a JOIN criterion k ON k.id = a.criterion_id
LEFT JOIN holder h ON h.org_id = a.org_id AND h.id = a.owner_id
LEFT JOIN person p ON p.id = h.person_id
LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE a.org_id = :org AND a.answer_id = :answer ORDER BY k.code;

-- :answer_evidence_count (org int, assessment int, answer int)
SELECT count(*) FROM evidence WHERE org_id = :org AND assessment_id = :assessment AND answer_id = :answer;

-- :answer_evidence (org int, assessment int, answer int)
SELECT e.id, e.title, e.reference, e.owner_id, COALESCE(p.name, g.name, d.title, ''), e.review_on, e.holding_id
FROM evidence e LEFT JOIN holder h ON h.org_id = e.org_id AND h.id = e.owner_id
LEFT JOIN person p ON p.id = h.person_id
LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE e.org_id = :org AND e.id IN (SELECT id FROM evidence
	WHERE org_id = :org AND assessment_id = :assessment AND answer_id = :answer) ORDER BY e.id;

-- :answer_evidence_criteria (org int, evidence int)
SELECT k.code FROM evidence_criterion e JOIN criterion k ON k.id = e.criterion_id
WHERE e.org_id = :org AND e.evidence_id = :evidence ORDER BY e.position;

-- :answer_insert (org int, id int, assessment int, requirement int, state int, previous int, owner_id int, owner text)
INSERT INTO answer (org_id, id, assessment_id, requirement_id, state, level, previous_level, not_relevant,
	nr_record, target_level, target_on, evidence, plan_state, owner, owner_id, plan, edition)
VALUES (:org, :id, :assessment, :requirement, :state, 0, CASE WHEN :previous < 0 THEN NULL ELSE :previous END,
	0, '', NULL, NULL, 0, 0, :owner, :owner_id, '', 0);

-- :answer_update (org int, id int, state int, level int, not_relevant int, nr_record text, target_level int, target_on day, owner text, owner_id int, deputy ref, due_on day, plan text, plan_state int, evidence int, at int, by text, completed_by ref)
UPDATE answer SET state = :state, level = :level, not_relevant = :not_relevant, nr_record = :nr_record,
	target_level = CASE WHEN :target_level < 0 THEN NULL ELSE :target_level END, target_on = :target_on,
	owner = :owner, owner_id = :owner_id, deputy_id = :deputy, due_on = :due_on, plan = :plan,
	plan_state = :plan_state, evidence = :evidence,
	plan_accepted_at = CASE WHEN :plan_state = 2 THEN plan_accepted_at ELSE NULL END,
	plan_accepted_by = CASE WHEN :plan_state = 2 THEN plan_accepted_by ELSE NULL END,
	edition = edition + 1, changed_at = :at, changed_by = :by, completed_by = :completed_by,
	confirmed_by = NULL
WHERE org_id = :org AND id = :id;

-- :answer_state (org int, id int, state int, completed_by ref, confirmed_by ref, at int, by text)
UPDATE answer SET state = :state, completed_by = :completed_by, confirmed_by = :confirmed_by,
	edition = edition + 1, changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :id;

-- :answer_plan_accept (org int, id int, at int, by_person ref, by text)
UPDATE answer SET plan_state = 2, plan_accepted_at = :at, plan_accepted_by = :by_person, edition = edition + 1,
	changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :id;

-- :answer_criterion_clear (org int, answer int)
DELETE FROM answer_criterion WHERE org_id = :org AND answer_id = :answer;

-- :answer_criterion_insert (org int, answer int, criterion int, met int, comment text, owner_id ref)
INSERT INTO answer_criterion (org_id, answer_id, criterion_id, met, comment, owner_id)
VALUES (:org, :answer, :criterion, :met, :comment, :owner_id);

-- :evidence_criterion_clear (org int, assessment int, answer int)
DELETE FROM evidence_criterion WHERE org_id = :org AND evidence_id IN (SELECT id FROM evidence
	WHERE org_id = :org AND assessment_id = :assessment AND answer_id = :answer);

-- :evidence_clear (org int, assessment int, answer int)
DELETE FROM evidence WHERE org_id = :org AND assessment_id = :assessment AND answer_id = :answer;

-- :evidence_insert (org int, assessment int, answer int, id int, title text, reference text, owner_id ref, review_on day, holding ref)
INSERT INTO evidence (org_id, assessment_id, answer_id, id, title, reference, owner_id, review_on, holding_id)
VALUES (:org, :assessment, :answer, :id, :title, :reference, :owner_id, :review_on, :holding);

-- :evidence_criterion_insert (org int, evidence int, position int, criterion int)
INSERT INTO evidence_criterion (org_id, evidence_id, position, criterion_id)
VALUES (:org, :evidence, :position, :criterion);

-- :assessment_now (org int, id int)
SELECT state FROM assessment WHERE org_id = :org AND id = :id;

-- In whatever state it is: whose it is is no part of what was said.
-- :answer_give (org int, id int, owner text, owner_id int, deputy ref, due_on day, plan_state int, at int, by text)
UPDATE answer SET owner = :owner, owner_id = :owner_id, deputy_id = :deputy, due_on = :due_on,
	plan_state = :plan_state,
	plan_accepted_at = CASE WHEN :plan_state = 2 THEN plan_accepted_at ELSE NULL END,
	plan_accepted_by = CASE WHEN :plan_state = 2 THEN plan_accepted_by ELSE NULL END,
	edition = edition + 1, changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :id;
