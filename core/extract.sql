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

-- Of each organisation the final edition of the newest version before an instant,
-- whatever year was opened since; without one, the newest version that was open then.
-- :extract (before int)
SELECT o.id, o.code, o.name, o.type, COALESCE(a.version, ''), a.due_on, e.number, e.at, e.late, e.percent, e.below,
	(SELECT v.grade FROM edition_review v WHERE v.org_id = e.org_id AND v.edition_id = e.id AND v.at < :before
		ORDER BY v.at DESC, v.id DESC LIMIT 1), e.grade
FROM org o
LEFT JOIN edition e ON e.org_id = o.id AND e.id = (SELECT x.id FROM edition x
	JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
	WHERE x.org_id = o.id AND x.stage = 3 AND x.at < :before
	ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1)
LEFT JOIN assessment a ON a.org_id = o.id AND a.id = COALESCE(e.assessment_id, (SELECT z.id FROM assessment z
	JOIN pack q ON q.id = z.pack_id
	WHERE z.org_id = o.id AND z.opened_at < :before ORDER BY q.released_on DESC, z.opened_at DESC, z.id DESC LIMIT 1))
WHERE o.id > 0 AND o.added_at < :before ORDER BY o.code;
