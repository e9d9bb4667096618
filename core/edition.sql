-- :edition_last (org int, assessment int, stage int)
SELECT number, late, digest FROM edition
WHERE org_id = :org AND assessment_id = :assessment AND stage = :stage
ORDER BY number DESC LIMIT 1;

-- :edition_insert (org int, assessment int, stage int, number int, id int, at int, by ref, role text, late int, reason text, level_0 int, level_1 int, level_2 int, level_3 int, not_relevant int, exempt int, below int, percent int, points int, of int, grade int, salt blob, body text, digest blob)
INSERT INTO edition (org_id, assessment_id, stage, number, id, at, published_by, role, late, reason,
	level_0, level_1, level_2, level_3, not_relevant, exempt, below, percent, points, points_of, grade,
	salt, body, digest)
VALUES (:org, :assessment, :stage, :number, :id, :at, :by, :role, :late, :reason,
	:level_0, :level_1, :level_2, :level_3, :not_relevant, :exempt, :below,
	CASE WHEN :percent < 0 THEN NULL ELSE :percent END, :points, :of, :grade, :salt, :body, :digest);

-- :edition_level_insert (org int, edition int, number text, level int, exempt int)
INSERT INTO edition_level (org_id, edition_id, number, level, exempt)
VALUES (:org, :edition, :number, CASE WHEN :level < 0 THEN NULL ELSE :level END, :exempt);

-- :edition_count (org int)
SELECT count(*) FROM edition WHERE org_id = :org;

-- :edition_list (org int)
SELECT e.id, e.org_id, e.assessment_id, e.stage, e.number, e.at, a.version, e.role, e.late, e.reason,
	e.level_0, e.level_1, e.level_2, e.level_3, e.not_relevant, e.exempt, e.below, e.percent, e.points,
	e.points_of, e.grade, CASE e.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END,
	p.grade_level, e.digest, COALESCE(v.outcome, 0), v.grade,
	CASE v.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END, COALESCE(v.change_reason, ''),
	CASE WHEN e.stage = 3 AND o.purpose = 1 AND v.id IS NULL AND e.id = (SELECT x.id FROM edition x
		JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
		WHERE x.org_id = e.org_id AND x.stage = 3
		ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1) THEN 1 ELSE 0 END
FROM edition e JOIN org o ON o.id = e.org_id JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id
JOIN pack p ON p.id = a.pack_id
LEFT JOIN edition_review v ON v.org_id = e.org_id AND v.edition_id = e.id AND v.id = (SELECT x.id
	FROM edition_review x WHERE x.org_id = e.org_id AND x.edition_id = e.id ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE e.org_id = :org ORDER BY p.released_on DESC, a.opened_at DESC, a.id DESC, e.stage DESC, e.number DESC;

-- :edition_read (org int, version text, stage int, number int)
SELECT e.id, e.org_id, e.assessment_id, e.stage, e.number, e.at, a.version, e.role, e.late, e.reason,
	e.level_0, e.level_1, e.level_2, e.level_3, e.not_relevant, e.exempt, e.below, e.percent, e.points,
	e.points_of, e.grade, CASE e.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END,
	p.grade_level, e.digest, COALESCE(v.outcome, 0), v.grade,
	CASE v.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END, COALESCE(v.change_reason, ''),
	CASE WHEN e.stage = 3 AND o.purpose = 1 AND v.id IS NULL AND e.id = (SELECT x.id FROM edition x
		JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
		WHERE x.org_id = e.org_id AND x.stage = 3
		ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1) THEN 1 ELSE 0 END
FROM edition e JOIN org o ON o.id = e.org_id JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id
JOIN pack p ON p.id = a.pack_id
LEFT JOIN edition_review v ON v.org_id = e.org_id AND v.edition_id = e.id AND v.id = (SELECT x.id
	FROM edition_review x WHERE x.org_id = e.org_id AND x.edition_id = e.id ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE e.org_id = :org AND a.version = :version AND e.stage = :stage AND (:number = 0 OR e.number = :number)
ORDER BY e.number DESC LIMIT 1;

-- :edition_level_count (org int, edition int)
SELECT count(*) FROM edition_level WHERE org_id = :org AND edition_id = :edition;

-- :edition_levels (org int, edition int)
SELECT l.number, COALESCE(q.title, ''), l.level, l.exempt
FROM edition_level l JOIN edition e ON e.org_id = l.org_id AND e.id = l.edition_id
JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id
LEFT JOIN requirement q ON q.pack_id = a.pack_id AND q.number = l.number
WHERE l.org_id = :org AND l.edition_id = :edition ORDER BY l.number;

-- What was said to be not relevant, in whichever edition.
-- :edition_not_relevant (org int, assessment int)
SELECT DISTINCT l.number FROM edition e JOIN edition_level l ON l.org_id = e.org_id AND l.edition_id = e.id
WHERE e.org_id = :org AND e.assessment_id = :assessment AND e.stage = 3 AND l.level IS NULL;

-- :edition_evidence (org int, assessment int)
SELECT q.number, e.title, e.reference FROM evidence e
JOIN answer n ON n.org_id = e.org_id AND n.id = e.answer_id
JOIN requirement q ON q.id = n.requirement_id
WHERE e.org_id = :org AND e.assessment_id = :assessment ORDER BY q.number, e.id;

-- :edition_evidence_count (org int, assessment int)
SELECT count(*) FROM evidence WHERE org_id = :org AND assessment_id = :assessment;

-- :edition_body (org int, id int)
SELECT body, salt FROM edition WHERE org_id = :org AND id = :id;

-- :signature_insert (org int, edition int, key text, signature blob, at int)
INSERT INTO edition_signature (org_id, edition_id, key_id, signature, at)
VALUES (:org, :edition, :key, :signature, :at);

-- :signature_by (org int, edition int, key text)
SELECT at FROM edition_signature WHERE org_id = :org AND edition_id = :edition AND key_id = :key;

-- :signature_read (org int, edition int)
SELECT s.key_id, s.signature FROM edition_signature s JOIN signing_key k ON k.id = s.key_id
WHERE s.org_id = :org AND s.edition_id = :edition AND k.revoked_at IS NULL
ORDER BY s.at DESC, s.key_id LIMIT 1;

-- :signature_next (org int, edition int, after text)
SELECT s.key_id, k.public, s.signature FROM edition_signature s JOIN signing_key k ON k.id = s.key_id
WHERE s.org_id = :org AND s.edition_id = :edition AND s.key_id > :after ORDER BY s.key_id LIMIT 1;

-- Final editions that no signature of counts, in all organisations (0) or one of them.
-- :unsigned_count ()
SELECT count(*) FROM edition e WHERE e.stage = 3 AND NOT EXISTS (SELECT 1 FROM edition_signature s
	JOIN signing_key k ON k.id = s.key_id
	WHERE s.org_id = e.org_id AND s.edition_id = e.id AND k.revoked_at IS NULL);

-- :unsigned_next (org int, version text, after_org int, after int)
SELECT e.org_id, e.number, a.version
FROM edition e JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id
WHERE e.stage = 3 AND (:org = 0 OR e.org_id = :org) AND (:version = '' OR a.version = :version)
	AND (e.org_id, e.id) > (:after_org, :after)
	AND NOT EXISTS (SELECT 1 FROM edition_signature s JOIN signing_key k ON k.id = s.key_id
		WHERE s.org_id = e.org_id AND s.edition_id = e.id AND k.revoked_at IS NULL)
ORDER BY e.org_id, e.id LIMIT 1;

-- What the audit trail tells of, and is not there: 0 a publication, 1 editions of it, 2 a stage.
-- :edition_lost (org int)
SELECT s.version, 0 FROM audit a JOIN assessment s ON s.org_id = a.org_id AND s.id = a.object
WHERE a.org_id = :org AND a.action = 'assessment.publish'
AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.org_id = :org AND p.assessment_id = a.object)
UNION ALL SELECT s.version, 1 FROM assessment s
WHERE s.org_id = :org AND (SELECT count(*) FROM audit a WHERE a.org_id = :org AND a.object = s.id
	AND a.action = 'publication.supersede') >
	(SELECT COALESCE(MAX(e.number), 1) - 1 FROM edition e WHERE e.org_id = :org AND e.assessment_id = s.id AND e.stage = 3)
UNION ALL SELECT '', 2 FROM audit a WHERE a.org_id = :org AND a.action = 'stage.submit'
AND NOT EXISTS (SELECT 1 FROM stage k WHERE k.org_id = :org AND k.id = a.object)
LIMIT 1;

-- :edition_review_insert (org int, edition int, id int, at int, by int, outcome int, grade int, reason text, change text)
INSERT INTO edition_review (org_id, edition_id, id, at, by_id, outcome, grade, reason, change_reason)
VALUES (:org, :edition, :id, :at, :by, :outcome, CASE WHEN :grade < 0 THEN NULL ELSE :grade END, :reason, :change);
