-- :site_any (org int)
SELECT id FROM org WHERE parent_id = :org LIMIT 1;

-- :site_counts (org int, today day)
SELECT COALESCE(SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN late = 1 OR (state < 3 AND due_on < :today) THEN 1 ELSE 0 END), 0)
FROM site_year WHERE parent_id = :org;

-- :site_count (org int, like text, state int, today day)
SELECT count(*) FROM site_year WHERE parent_id = :org AND (:like = '' OR folded LIKE :like ESCAPE '!')
AND (:state < 0 OR state = :state OR (:state = 4 AND (late = 1 OR (state < 3 AND due_on < :today))));

-- :site_list (org int, like text, state int, today day, skip int, most int)
SELECT org_id, code, name, type, COALESCE(version, ''), state, asked, complete, due_on, published_at,
	CASE WHEN late = 1 OR (state < 3 AND due_on < :today) THEN 1 ELSE 0 END
FROM site_year WHERE parent_id = :org AND (:like = '' OR folded LIKE :like ESCAPE '!')
AND (:state < 0 OR state = :state OR (:state = 4 AND (late = 1 OR (state < 3 AND due_on < :today))))
ORDER BY code LIMIT :most OFFSET :skip;
