-- :stood_rows (org int, assessment int, at int)
SELECT count(*) FROM audit a WHERE a.org_id = :org AND a.at <= :at AND a.object IN (
	SELECT n.id FROM answer n WHERE n.org_id = :org AND n.assessment_id = :assessment
	UNION ALL SELECT x.id FROM action x WHERE x.org_id = :org AND x.assessment_id = :assessment
	UNION ALL SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.id = :assessment);

-- :stood_trail (org int, assessment int, at int)
SELECT a.seq, a.at, a.object, a.actor, a.source, a.action, a.detail
FROM audit a WHERE a.org_id = :org AND a.at <= :at AND a.object IN (
	SELECT n.id FROM answer n WHERE n.org_id = :org AND n.assessment_id = :assessment
	UNION ALL SELECT x.id FROM action x WHERE x.org_id = :org AND x.assessment_id = :assessment
	UNION ALL SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.id = :assessment)
ORDER BY a.seq;

-- :stood_exempt (org int, type text, version text, at int, on_day day)
SELECT number FROM exemption
WHERE version = :version AND (+org_id = :org OR +org_type = :type)
AND granted_at <= :at AND (ended_at IS NULL OR ended_at > :at)
AND (from_on IS NULL OR from_on <= :on_day) AND (until_on IS NULL OR until_on >= :on_day);
