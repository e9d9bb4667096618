-- What everybody below a manager completed and what still counts of it, one
-- statement for all of them: down the tree as staff_below goes.  What was done
-- comes person by person, each as the index has it.
-- :team_done (org int, manager int, today day)
WITH RECURSIVE lead (id) AS (
	SELECT id FROM staff WHERE org_id = :org AND id = :manager
	UNION SELECT s.id FROM lead l JOIN staff s ON s.manager_id = l.id WHERE s.org_id = :org
		AND EXISTS (SELECT 1 FROM staff x WHERE x.org_id = :org AND x.manager_id = s.id))
SELECT c.staff_id, c.course, c.done_on, c.expires_on FROM lead l CROSS JOIN staff s CROSS JOIN completion c
WHERE s.org_id = :org AND s.manager_id = l.id AND c.org_id = :org AND c.staff_id = s.id
	AND c.void = 0 AND c.done_on <= :today
	AND c.id NOT IN (SELECT x.supersedes FROM completion x WHERE x.org_id = :org AND x.supersedes > 0);

-- Who of them is left out; the rows are fetched by id, as there.
-- :team_excuses (org int, manager int, today day)
WITH RECURSIVE lead (id) AS (
	SELECT id FROM staff WHERE org_id = :org AND id = :manager
	UNION SELECT s.id FROM lead l JOIN staff s ON s.manager_id = l.id WHERE s.org_id = :org
		AND EXISTS (SELECT 1 FROM staff x WHERE x.org_id = :org AND x.manager_id = s.id))
SELECT e.staff_id, e.course, e.kind FROM lead l CROSS JOIN staff s CROSS JOIN exclusion o CROSS JOIN exclusion e
WHERE s.org_id = :org AND s.manager_id = l.id AND o.org_id = :org AND o.staff_id = s.id
	AND e.org_id = :org AND e.id = o.id
	AND e.ended_at IS NULL AND e.from_on <= :today AND (e.until_on IS NULL OR e.until_on >= :today)
ORDER BY e.staff_id, e.from_on DESC, e.id;
