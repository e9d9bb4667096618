-- What organisations were, of those that were changed: since when, as it was
-- noted.  The rows of one that was only added say what it still is.
-- :extract_told_count (before int)
SELECT count(*) FROM org o JOIN audit a ON a.org_id = 0 AND a.object = o.id
WHERE o.id > 0 AND o.added_at < :before AND a.at < :before AND a.action IN ('org.add', 'org.change')
AND EXISTS (SELECT 1 FROM audit c WHERE c.org_id = 0 AND c.object = o.id AND c.action = 'org.change');

-- :extract_told (before int)
SELECT o.id, a.at, a.detail FROM org o JOIN audit a ON a.org_id = 0 AND a.object = o.id
WHERE o.id > 0 AND o.added_at < :before AND a.at < :before AND a.action IN ('org.add', 'org.change')
AND EXISTS (SELECT 1 FROM audit c WHERE c.org_id = 0 AND c.object = o.id AND c.action = 'org.change')
ORDER BY o.code, a.seq;

-- The sets that were there before an instant and not withdrawn then, newest first;
-- of each version the revision that was there first.
-- :extract_sets_count (before int)
SELECT count(*) FROM pack WHERE loaded_at < :before;

-- :extract_sets (before int)
SELECT p.org_type, p.version, p.final_md, p.released_on, p.loaded_at FROM pack p
WHERE p.loaded_at < :before AND NOT EXISTS (SELECT 1 FROM withdrawal w
	WHERE w.version = p.version AND w.org_type = p.org_type AND w.at < :before
	AND (w.ended_at IS NULL OR w.ended_at >= :before))
AND NOT EXISTS (SELECT 1 FROM pack f
	WHERE f.org_type = p.org_type AND f.version = p.version
	AND (f.loaded_at < p.loaded_at OR (f.loaded_at = p.loaded_at AND f.id < p.id)))
ORDER BY p.released_on DESC, p.id DESC;

-- Of each organisation the newest year that was published before an instant, or due
-- before that day and not withdrawn then, or else the newest that was open then; its newest final edition
-- before that instant, of whatever year; and the newest year it had opened.
-- :extract (before int, on_day day)
SELECT o.id, o.code, o.name, o.type, o.added_at, COALESCE(a.version, ''), a.due_on,
	CASE WHEN a.id = e.assessment_id THEN 1 ELSE 0 END, COALESCE(n.version, ''), k.released_on,
	COALESCE(p.version, ''), e.number, e.at, e.late, e.percent, e.below,
	(SELECT v.grade FROM edition_review v WHERE v.org_id = e.org_id AND v.edition_id = e.id AND v.at < :before
		ORDER BY v.at DESC, v.id DESC LIMIT 1), e.grade
FROM org o
LEFT JOIN edition e ON e.org_id = o.id AND e.id = (SELECT x.id FROM edition x
	JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
	WHERE x.org_id = o.id AND x.stage = 3 AND x.at < :before
	ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1)
LEFT JOIN assessment p ON p.org_id = o.id AND p.id = e.assessment_id
LEFT JOIN assessment n ON n.org_id = o.id AND n.id = (SELECT z.id FROM assessment z JOIN pack q ON q.id = z.pack_id
	WHERE z.org_id = o.id AND z.opened_at < :before
	ORDER BY q.released_on DESC, z.opened_at DESC, z.id DESC LIMIT 1)
LEFT JOIN pack k ON k.id = n.pack_id
LEFT JOIN assessment a ON a.org_id = o.id AND a.id = COALESCE((SELECT z.id FROM assessment z
	JOIN pack q ON q.id = z.pack_id
	WHERE z.org_id = o.id AND z.opened_at < :before AND (z.id = e.assessment_id OR (z.due_on < :on_day
		AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.version = z.version AND w.org_type = q.org_type
			AND w.at < :before AND (w.ended_at IS NULL OR w.ended_at >= :before))))
	ORDER BY q.released_on DESC, z.opened_at DESC, z.id DESC LIMIT 1), n.id)
WHERE o.id > 0 AND o.added_at < :before ORDER BY o.code;
