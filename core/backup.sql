-- every organisation: a copy is of all of them
-- :backup_counts ()
SELECT 'organisations', count(*) FROM org WHERE id > 0
UNION ALL SELECT 'people', count(*) FROM person
UNION ALL SELECT 'roles', count(*) FROM role_grant
UNION ALL SELECT 'sets', count(*) FROM pack
UNION ALL SELECT 'requirements', count(*) FROM requirement
UNION ALL SELECT 'answers', count(*) FROM answer
UNION ALL SELECT 'evidence', count(*) FROM evidence
UNION ALL SELECT 'staff', count(*) FROM staff
UNION ALL SELECT 'courses', count(*) FROM course
UNION ALL SELECT 'completions', count(*) FROM completion
UNION ALL SELECT 'acknowledgements', count(*) FROM acknowledgement
UNION ALL SELECT 'editions', count(*) FROM edition
UNION ALL SELECT 'signatures', count(*) FROM edition_signature
UNION ALL SELECT 'audit-rows', count(*) FROM audit;

-- :backup_heads ()
SELECT o.code, h.seq, h.hash FROM audit_head h JOIN org o ON o.id = h.org_id ORDER BY o.code;

-- :backup_levels ()
SELECT o.code, a.version, a.state, count(*), COALESCE(SUM(n.level), 0), COALESCE(SUM(n.not_relevant), 0),
	COALESCE(SUM(n.edition), 0)
FROM assessment a JOIN org o ON o.id = a.org_id
LEFT JOIN answer n ON n.org_id = a.org_id AND n.assessment_id = a.id
GROUP BY o.code, a.version, a.state ORDER BY o.code, a.version;

-- :backup_publications ()
SELECT o.code, a.version, p.at, COALESCE(p.percent, -1), p.points, p.points_of, p.grade, p.statement_digest
FROM publication p JOIN org o ON o.id = p.org_id
JOIN assessment a ON a.org_id = p.org_id AND a.id = p.assessment_id
ORDER BY o.code, a.version, p.id;
