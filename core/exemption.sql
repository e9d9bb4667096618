-- A year that is open keeps its set when the organisation's type changes: that
-- set is asked, and where no year is open the one of the type.
-- :exemption_asked (org int, type text, version text, number text)
SELECT COUNT(*) FROM requirement q JOIN pack p ON p.id = q.pack_id
LEFT JOIN assessment a ON a.org_id = :org AND a.version = p.version
WHERE p.version = :version AND q.number = :number
AND CASE WHEN a.id IS NOT NULL THEN p.id = a.pack_id
	ELSE p.org_type = COALESCE((SELECT o.type FROM org o WHERE o.id = :org AND o.id > 0), :type) END;

-- One that was not taken back, on some of the same days.
-- :exemption_held (org int, type text, version text, number text, from_on day, until_on day)
SELECT id FROM exemption WHERE version = :version AND number = :number AND ended_at IS NULL
AND COALESCE(org_id, 0) = :org AND COALESCE(org_type, '') = :type
AND COALESCE(until_on, '9999-12-31') >= COALESCE(:from_on, '0000-01-01')
AND COALESCE(from_on, '0000-01-01') <= COALESCE(:until_on, '9999-12-31')
ORDER BY granted_at DESC, id DESC LIMIT 1;

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
		JOIN pack k ON k.id = a.pack_id
		WHERE a.version = e.version AND p.at < e.granted_at
			AND (a.org_id = e.org_id OR k.org_type = e.org_type))
FROM exemption e LEFT JOIN org o ON o.id = e.org_id
WHERE (:version = '' OR e.version = :version) ORDER BY e.granted_at DESC, e.id DESC;

-- What is exempt for an organisation is so by itself or by its type: that of
-- the set of its year, if that is open.
-- :exemption_search (version text, type text, org int, standing int, today day, skip int, most int)
SELECT e.id, COALESCE(e.org_id, 0), COALESCE(o.code, ''), COALESCE(o.name, ''), COALESCE(e.org_type, ''),
	e.version, e.number, e.reason, e.from_on, e.until_on, e.granted_at, e.granted_by, e.ended_at,
	COALESCE(e.ended_by, ''), COALESCE(e.end_reason, '')
FROM exemption e LEFT JOIN org o ON o.id = e.org_id
WHERE (:version = '' OR e.version = :version) AND (:type = '' OR e.org_type = :type OR o.type = :type)
AND (:org = 0 OR e.org_id = :org OR e.org_type = COALESCE((SELECT k.org_type FROM assessment a
	JOIN pack k ON k.id = a.pack_id WHERE a.org_id = :org AND a.version = e.version),
	(SELECT x.type FROM org x WHERE x.id = :org)))
AND (:standing = 0 OR :standing = CASE WHEN e.ended_at IS NOT NULL OR e.until_on < :today THEN 3
	WHEN e.from_on > :today THEN 1 ELSE 2 END)
ORDER BY e.granted_at DESC, e.id DESC LIMIT :most OFFSET :skip;

-- :exemption_read (id int)
SELECT e.id, COALESCE(e.org_id, 0), COALESCE(o.code, ''), COALESCE(o.name, ''), COALESCE(e.org_type, ''),
	e.version, e.number, e.reason, e.from_on, e.until_on, e.granted_at, e.granted_by, e.ended_at,
	COALESCE(e.ended_by, ''), COALESCE(e.end_reason, ''),
	(SELECT COUNT(*) FROM publication p JOIN assessment a ON a.org_id = p.org_id AND a.id = p.assessment_id
		JOIN pack k ON k.id = a.pack_id
		WHERE a.version = e.version AND p.at < e.granted_at
			AND (a.org_id = e.org_id OR k.org_type = e.org_type)),
	COALESCE((SELECT p.name FROM person p WHERE p.user_name = e.granted_by), e.granted_by),
	COALESCE((SELECT p.name FROM person p WHERE p.user_name = e.ended_by), e.ended_by, '')
FROM exemption e LEFT JOIN org o ON o.id = e.org_id WHERE e.id = :id;

-- :exemption_of (org int, type text, version text, number text, most int)
SELECT e.id, COALESCE(e.org_id, 0), COALESCE(o.code, ''), COALESCE(o.name, ''), COALESCE(e.org_type, ''),
	e.version, e.number, e.reason, e.from_on, e.until_on, e.granted_at, e.granted_by, e.ended_at,
	COALESCE(e.ended_by, ''), COALESCE(e.end_reason, '')
FROM exemption e LEFT JOIN org o ON o.id = e.org_id
WHERE e.version = :version AND e.number = :number AND (+e.org_id = :org OR +e.org_type = :type)
ORDER BY e.ended_at IS NOT NULL, e.granted_at DESC, e.id DESC LIMIT :most;

-- What was published with a level, and was exempted later.
-- :exemption_after (org int, assessment int, type text, version text, most int)
SELECT e.id, COALESCE(e.org_id, 0), COALESCE(o.code, ''), COALESCE(o.name, ''), COALESCE(e.org_type, ''),
	e.version, e.number, e.reason, e.from_on, e.until_on, e.granted_at, e.granted_by, e.ended_at,
	COALESCE(e.ended_by, ''), COALESCE(e.end_reason, '')
FROM publication p JOIN exemption e ON e.version = :version AND e.granted_at > p.at AND e.ended_at IS NULL
	AND (+e.org_id = p.org_id OR +e.org_type = :type)
JOIN publication_level l ON l.org_id = p.org_id AND l.publication_id = p.id AND l.number = e.number AND l.exempt = 0
LEFT JOIN org o ON o.id = e.org_id
WHERE p.org_id = :org AND p.assessment_id = :assessment
ORDER BY e.number, e.granted_at, e.id LIMIT :most;
