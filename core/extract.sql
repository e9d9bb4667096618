-- Of each organisation the final edition of the newest version before an instant,
-- whatever year was opened since; without one, the newest version that was open then.
-- :extract (before int)
SELECT o.code, o.name, o.type, COALESCE(a.version, ''), a.due_on, e.number, e.at, e.late, e.percent, e.below,
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
