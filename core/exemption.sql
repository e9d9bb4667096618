-- :exemption_asked (org int, type text, version text, number text)
SELECT COUNT(*) FROM requirement q JOIN pack p ON p.id = q.pack_id
WHERE p.version = :version AND q.number = :number
AND p.org_type = COALESCE((SELECT o.type FROM org o WHERE o.id = :org AND o.id > 0), :type);

-- :exemption_held (org int, type text, version text, number text)
SELECT COUNT(*) FROM exemption WHERE version = :version AND number = :number AND ended_at IS NULL
AND COALESCE(org_id, 0) = :org AND COALESCE(org_type, '') = :type;

-- :exemption_insert (id int, org ref, type text, version text, number text, reason text, from_on day, until_on day, at int, by text)
INSERT INTO exemption (id, org_id, org_type, version, number, reason, granted_at, from_on, until_on, granted_by)
VALUES (:id, :org, CASE WHEN :type = '' THEN NULL ELSE :type END, :version, :number, :reason, :at, :from_on,
	:until_on, :by);

-- :exemption_end (org int, id int, at int, by text, reason text)
UPDATE exemption SET ended_at = :at, ended_by = :by, end_reason = :reason
WHERE id = :id AND ended_at IS NULL AND COALESCE(org_id, 0) = :org;

-- every organisation: the national role's list
-- :exemption_count (version text)
SELECT COUNT(*) FROM exemption WHERE (:version = '' OR version = :version);

-- :exemption_list (version text)
SELECT e.id, COALESCE(e.org_id, 0), COALESCE(o.code, ''), COALESCE(o.name, ''), COALESCE(e.org_type, ''),
	e.version, e.number, e.reason, e.from_on, e.until_on, e.granted_at, e.granted_by, e.ended_at,
	COALESCE(e.ended_by, ''), COALESCE(e.end_reason, ''),
	(SELECT COUNT(*) FROM publication p JOIN assessment a ON a.org_id = p.org_id AND a.id = p.assessment_id
		JOIN org x ON x.id = p.org_id
		WHERE a.version = e.version AND p.at < e.granted_at AND (x.id = e.org_id OR x.type = e.org_type))
FROM exemption e LEFT JOIN org o ON o.id = e.org_id
WHERE (:version = '' OR e.version = :version) ORDER BY e.granted_at DESC, e.id DESC;
