-- :site_any (org int)
SELECT id FROM org WHERE parent_id = :org LIMIT 1;

-- The version that counts on a day is the newest that is released by then and
-- is not withdrawn.  How far a site is takes looking at its answers, so it is
-- asked once a site.
-- :site_counts (org int, today day)
WITH part (id, version) AS MATERIALIZED (
	SELECT o.id, (SELECT k.version FROM pack_kept k WHERE k.org_type = o.type AND k.released_on <= :today
		ORDER BY k.released_on DESC, k.id DESC LIMIT 1)
	FROM org o WHERE o.parent_id = :org),
each (state, overdue) AS MATERIALIZED (
	SELECT COALESCE(y.state, 0), CASE WHEN y.late = 1 THEN 1 WHEN y.due_on < :today THEN 2 ELSE 0 END
	FROM part LEFT JOIN site_year y ON y.org_id = part.id AND y.version = part.version)
SELECT COALESCE(SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN overdue = 1 OR (overdue = 2 AND state < 3) THEN 1 ELSE 0 END), 0)
FROM each;

-- :site_count (org int, like text, state int, today day)
SELECT count(*) FROM org o WHERE o.parent_id = :org AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
AND (:state < 0 OR EXISTS (SELECT 1 FROM org x LEFT JOIN site_year y ON y.org_id = x.id AND y.version =
		(SELECT k.version FROM pack_kept k WHERE k.org_type = x.type AND k.released_on <= :today
		ORDER BY k.released_on DESC, k.id DESC LIMIT 1)
	WHERE x.id = o.id AND (COALESCE(y.state, 0) = :state
		OR (:state = 4 AND (y.late = 1 OR (y.state < 3 AND y.due_on < :today))))));

-- Those of one page first, and then how far each of them is.
-- :site_list (org int, like text, state int, today day, skip int, most int)
WITH page (id) AS MATERIALIZED (
	SELECT o.id FROM org o WHERE o.parent_id = :org AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
	AND (:state < 0 OR EXISTS (SELECT 1 FROM org x LEFT JOIN site_year y ON y.org_id = x.id AND y.version =
			(SELECT k.version FROM pack_kept k WHERE k.org_type = x.type AND k.released_on <= :today
			ORDER BY k.released_on DESC, k.id DESC LIMIT 1)
		WHERE x.id = o.id AND (COALESCE(y.state, 0) = :state
			OR (:state = 4 AND (y.late = 1 OR (y.state < 3 AND y.due_on < :today))))))
	ORDER BY o.code LIMIT :most OFFSET :skip),
shown (id, version) AS MATERIALIZED (
	SELECT o.id, (SELECT k.version FROM pack_kept k WHERE k.org_type = o.type AND k.released_on <= :today
		ORDER BY k.released_on DESC, k.id DESC LIMIT 1)
	FROM page CROSS JOIN org o WHERE o.id = page.id)
SELECT o.id, o.code, o.name, o.type, COALESCE(shown.version, ''), COALESCE(y.state, 0), COALESCE(y.asked, 0),
	COALESCE(y.complete, 0), y.due_on, y.published_at,
	CASE WHEN y.late = 1 OR (y.state < 3 AND y.due_on < :today) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM edition e WHERE e.org_id = o.id) THEN 1 ELSE 0 END
FROM shown CROSS JOIN org o LEFT JOIN site_year y ON y.org_id = shown.id AND y.version = shown.version
WHERE o.id = shown.id ORDER BY o.code;
