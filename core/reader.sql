-- Theirs by a role of their own or of a group of theirs, as a part of a head
-- office, or by the national role.  id 0: all of them.
-- :reader_orgs (person int, org int, token blob, head int, everywhere int, reads int, id int, most int)
SELECT o.id, o.code, o.name, o.type FROM org o
WHERE o.id > 0 AND o.id <> :org AND (:id = 0 OR o.id = :id)
AND (:everywhere = 1 OR (:head = 1 AND o.parent_id = :org)
	OR o.id IN (SELECT g.org_id FROM role_grant g WHERE g.person_id = :person AND (g.role & :reads) <> 0)
	OR o.id IN (SELECT g.org_id FROM session_group s JOIN role_grant g ON g.group_name = s.group_name
		WHERE s.token = :token AND (g.role & :reads) <> 0))
ORDER BY o.name, o.code LIMIT :most;
