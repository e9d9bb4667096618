-- :carried_count (org int, assessment int)
SELECT count(*) FROM audit WHERE org_id = :org AND object = :assessment AND action = 'assessment.left';

-- :carried_list (org int, assessment int)
SELECT detail FROM audit WHERE org_id = :org AND object = :assessment AND action = 'assessment.left' ORDER BY seq;
