-- :stage_insert (org int, assessment int, stage int, id int, at int, by_id ref, by_name text, due_on day, late int, edition int, evidence int)
INSERT INTO stage (org_id, assessment_id, stage, id, at, by_id, by_name, due_on, late, edition_id, evidence)
VALUES (:org, :assessment, :stage, :id, :at, :by_id, :by_name, :due_on, :late, :edition, :evidence);

-- :stage_answer_insert (org int, stage int, number text, state int, level int, claimed int, not_relevant int, exempt int, planned int, owner text, evidence int)
INSERT INTO stage_answer (org_id, stage_id, number, state, level, claimed, not_relevant, exempt, planned, owner,
	evidence)
VALUES (:org, :stage, :number, :state, :level, :claimed, :not_relevant, :exempt, :planned, :owner, :evidence);

-- :stage_list (org int, assessment int)
SELECT s.id, s.edition_id, s.stage, s.at, COALESCE(p.name, s.by_name), s.due_on, s.late, s.evidence,
	e.level_0, e.level_1, e.level_2, e.level_3, e.not_relevant, e.exempt, e.below, e.percent, e.points,
	e.points_of, e.grade
FROM stage s JOIN edition e ON e.org_id = s.org_id AND e.id = s.edition_id
LEFT JOIN person p ON p.id = s.by_id
WHERE s.org_id = :org AND s.assessment_id = :assessment ORDER BY s.stage;

-- :stage_answers (org int, stage int)
SELECT number, state, level, claimed, not_relevant, exempt, planned, owner, evidence
FROM stage_answer WHERE org_id = :org AND stage_id = :stage ORDER BY number;
