-- What everybody below a manager completed and what still counts of it, one
-- statement for all of them; the reader merges it with the staff by id.
-- :team_done (org int, manager int, today day)
WITH RECURSIVE below (id) AS (
	SELECT id FROM staff WHERE org_id = :org AND manager_id = :manager
	UNION SELECT s.id FROM staff s JOIN below b ON s.manager_id = b.id WHERE s.org_id = :org)
SELECT c.staff_id, c.course, c.done_on, c.expires_on FROM completion c
WHERE c.org_id = :org AND c.staff_id IN (SELECT id FROM below) AND c.void = 0 AND c.done_on <= :today
	AND c.id NOT IN (SELECT x.supersedes FROM completion x WHERE x.org_id = :org AND x.supersedes > 0)
ORDER BY c.staff_id;

-- Of everybody: few are left out at a time, and a second walk down the tree
-- would cost more than the rows that the reader passes over.
-- :team_excuses (org int, today day)
SELECT staff_id, course, kind FROM exclusion
WHERE org_id = :org AND ended_at IS NULL AND from_on <= :today AND (until_on IS NULL OR until_on >= :today)
ORDER BY staff_id, from_on DESC, id;
