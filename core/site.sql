-- :site_any (org int)
SELECT id FROM org WHERE parent_id = :org LIMIT 1;

-- How far a site is takes looking at its answers, so it is asked once a site.
-- :site_counts (org int, today day)
WITH each (state, overdue) AS MATERIALIZED (
	SELECT y.state, CASE WHEN y.late = 1 THEN 1 WHEN y.due_on < :today THEN 2 ELSE 0 END
	FROM site_year y WHERE y.parent_id = :org)
SELECT COALESCE(SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN overdue = 1 OR (overdue = 2 AND state < 3) THEN 1 ELSE 0 END), 0)
FROM each;

-- :site_count (org int, like text, state int, today day)
SELECT count(*) FROM org o WHERE o.parent_id = :org AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
AND (:state < 0 OR o.id IN (SELECT y.org_id FROM site_year y WHERE y.parent_id = :org
	AND (y.state = :state OR (:state = 4 AND (y.late = 1 OR (y.state < 3 AND y.due_on < :today))))));

-- Those of one page first, and then how far each of them is.
-- :site_list (org int, like text, state int, today day, skip int, most int)
WITH page (id) AS MATERIALIZED (
	SELECT o.id FROM org o WHERE o.parent_id = :org AND (:like = '' OR o.folded LIKE :like ESCAPE '!')
	AND (:state < 0 OR o.id IN (SELECT y.org_id FROM site_year y WHERE y.parent_id = :org
		AND (y.state = :state OR (:state = 4 AND (y.late = 1 OR (y.state < 3 AND y.due_on < :today))))))
	ORDER BY o.code LIMIT :most OFFSET :skip)
SELECT y.org_id, y.code, y.name, y.type, COALESCE(y.version, ''), y.state, y.asked, y.complete, y.due_on,
	y.published_at, CASE WHEN y.late = 1 OR (y.state < 3 AND y.due_on < :today) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM edition e WHERE e.org_id = page.id) THEN 1 ELSE 0 END
FROM page CROSS JOIN site_year y WHERE y.org_id = page.id ORDER BY y.code;
