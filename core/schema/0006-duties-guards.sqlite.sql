-- The senior management details of before become holdings.  What a set asked
-- for and the list does not have comes onto it.
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
	SELECT h.org_id, h.code, t.title || ' (' || h.code || ')', lower(t.title) || ' (' || h.code || ')', '', 0, 0
	FROM duty_holder h
	JOIN (SELECT o.code, COALESCE(MAX(k.title), o.code) AS title FROM duty_holder o
		LEFT JOIN pack_duty k ON k.code = o.code GROUP BY o.code) t ON t.code = h.code
	WHERE NOT EXISTS (SELECT 1 FROM duty d WHERE d.org_id = h.org_id AND d.code = h.code);
UPDATE duty SET post = (SELECT h.post FROM duty_holder h WHERE h.org_id = duty.org_id AND h.code = duty.code)
	WHERE EXISTS (SELECT 1 FROM duty_holder h WHERE h.org_id = duty.org_id AND h.code = duty.code);
INSERT INTO duty_holding (org_id, id, duty, person_id, name, post, deputy_id, document, from_on, until_on,
	accepted_at, named_at, named_by, ended_at, ended_by)
	SELECT h.org_id, ROW_NUMBER() OVER (PARTITION BY h.org_id ORDER BY h.code), h.code,
		(SELECT CASE WHEN count(*) = 1 THEN MIN(p.id) END FROM person p
			WHERE p.name = h.name AND p.closed = 0 AND (p.org_id = h.org_id
			OR p.id IN (SELECT g.person_id FROM role_grant g WHERE g.org_id = h.org_id))),
		h.name, h.post, NULL, '',
		date(COALESCE(a.at, strftime('%s', 'now') * 1000000) / 1000000, 'unixepoch'), NULL,
		NULL, COALESCE(a.at, strftime('%s', 'now') * 1000000), COALESCE(a.actor, ''), NULL, NULL
	FROM duty_holder h
	LEFT JOIN audit a ON a.org_id = h.org_id AND a.seq = (SELECT MAX(seq) FROM audit
		WHERE org_id = h.org_id AND action = 'duties.set')
	WHERE h.name <> '';
DROP TABLE duty_holder;

-- Who held what is kept: a holding is accepted once, ended once, gets another
-- deputy while it lasts, and else stays as it is.
CREATE TRIGGER duty_holding_keeps BEFORE DELETE ON duty_holding
BEGIN SELECT RAISE(ABORT, 'who held a duty is kept'); END;
CREATE TRIGGER duty_holding_late BEFORE INSERT ON duty_holding
WHEN EXISTS (SELECT 1 FROM duty_holding WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'who held a duty is kept'); END;
CREATE TRIGGER duty_holding_stays BEFORE UPDATE ON duty_holding
WHEN NEW.org_id <> OLD.org_id OR NEW.id <> OLD.id OR NEW.duty <> OLD.duty
	OR NEW.person_id IS NOT OLD.person_id OR NEW.name <> OLD.name OR NEW.post <> OLD.post
	OR NEW.document <> OLD.document
	OR NEW.from_on <> OLD.from_on OR NEW.until_on IS NOT OLD.until_on
	OR NEW.named_at <> OLD.named_at OR NEW.named_by <> OLD.named_by
	OR (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NOT OLD.accepted_at)
	OR OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'who held a duty stays as it was'); END;
CREATE TRIGGER duty_keeps BEFORE DELETE ON duty
BEGIN SELECT RAISE(ABORT, 'duties are closed, not deleted'); END;

-- The plan of a published year stays as it was, but for who sees to what is
-- still open, and that it goes on in the next year.
CREATE TRIGGER action_final BEFORE UPDATE ON action
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 2
	AND (NEW.org_id <> OLD.org_id OR NEW.id <> OLD.id OR NEW.assessment_id <> OLD.assessment_id
	OR NEW.requirement_id <> OLD.requirement_id OR NEW.title <> OLD.title OR NEW.reach <> OLD.reach
	OR NEW.due_on <> OLD.due_on OR NEW.progress <> OLD.progress OR OLD.state <> 0
	OR NEW.state NOT IN (0, 3))
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER action_kept BEFORE DELETE ON action
BEGIN SELECT RAISE(ABORT, 'actions are dropped, not deleted'); END;
CREATE TRIGGER action_late BEFORE INSERT ON action
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
	OR EXISTS (SELECT 1 FROM action WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER action_report_stays BEFORE UPDATE ON action_report
BEGIN SELECT RAISE(ABORT, 'a report is never overwritten'); END;
CREATE TRIGGER action_report_keeps BEFORE DELETE ON action_report
BEGIN SELECT RAISE(ABORT, 'a report is never overwritten'); END;
CREATE TRIGGER action_report_late BEFORE INSERT ON action_report
WHEN (SELECT s.state FROM action a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = NEW.org_id AND a.id = NEW.action_id) = 2
	OR EXISTS (SELECT 1 FROM action_report
		WHERE org_id = NEW.org_id AND action_id = NEW.action_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a report is never overwritten'); END;
CREATE TRIGGER plan_signed_stays BEFORE UPDATE ON plan_signed
BEGIN SELECT RAISE(ABORT, 'a signature is never overwritten'); END;
CREATE TRIGGER plan_signed_keeps BEFORE DELETE ON plan_signed
BEGIN SELECT RAISE(ABORT, 'a signature is never overwritten'); END;
CREATE TRIGGER plan_signed_late BEFORE INSERT ON plan_signed
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
	OR EXISTS (SELECT 1 FROM plan_signed WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a signature is never overwritten'); END;

-- Owners.  Names that were typed before there were holders: somebody who works
-- here, a duty, or else a group of that name, to be given its members.
INSERT INTO holder (org_id, id, person_id, group_id, duty)
	SELECT n.org_id, MIN(n.id), MIN(p.id), NULL, NULL FROM answer n
	JOIN assessment s ON s.org_id = n.org_id AND s.id = n.assessment_id AND s.state <> 2
	JOIN person p ON lower(p.name) = lower(n.owner) AND p.closed = 0 AND (p.org_id = n.org_id
		OR p.id IN (SELECT g.person_id FROM role_grant g WHERE g.org_id = n.org_id))
	GROUP BY n.org_id, lower(n.owner) HAVING count(DISTINCT p.id) = 1;
INSERT INTO holder (org_id, id, person_id, group_id, duty)
	SELECT n.org_id, MIN(n.id), NULL, NULL, d.code FROM answer n
	JOIN assessment s ON s.org_id = n.org_id AND s.id = n.assessment_id AND s.state <> 2
	JOIN duty d ON d.org_id = n.org_id AND d.folded = lower(n.owner) AND d.code <> 'ig-lead'
	WHERE NOT EXISTS (SELECT 1 FROM holder h JOIN person p ON p.id = h.person_id
		WHERE h.org_id = n.org_id AND lower(p.name) = lower(n.owner))
	GROUP BY n.org_id, d.code;
INSERT INTO work_group (org_id, id, name, folded, closed)
	SELECT n.org_id, MIN(n.id), MIN(n.owner), lower(n.owner), 0 FROM answer n
	JOIN assessment s ON s.org_id = n.org_id AND s.id = n.assessment_id AND s.state <> 2
	WHERE n.owner <> '' AND NOT EXISTS (SELECT 1 FROM holder h JOIN person p ON p.id = h.person_id
		WHERE h.org_id = n.org_id AND lower(p.name) = lower(n.owner))
	AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.org_id = n.org_id AND d.folded = lower(n.owner))
	GROUP BY n.org_id, lower(n.owner);
INSERT INTO holder (org_id, id, person_id, group_id, duty)
	SELECT org_id, id, NULL, id, NULL FROM work_group;
UPDATE answer SET
	owner_id = COALESCE(
		(SELECT MIN(h.id) FROM holder h JOIN person p ON p.id = h.person_id
			WHERE h.org_id = answer.org_id AND lower(p.name) = lower(answer.owner)),
		(SELECT h.id FROM holder h JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
			WHERE h.org_id = answer.org_id AND d.folded = lower(answer.owner)),
		(SELECT h.id FROM holder h JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
			WHERE h.org_id = answer.org_id AND g.folded = lower(answer.owner)),
		1),
	owner = CASE WHEN owner <> '' THEN owner ELSE (SELECT d.title FROM duty d
		WHERE d.org_id = answer.org_id AND d.code = 'ig-lead') END
WHERE assessment_id IN (SELECT id FROM assessment WHERE state <> 2);

-- What is open, and whose.
CREATE VIEW open_work (org_id, owner_id) AS
	SELECT n.org_id, n.owner_id FROM answer n
	JOIN assessment s ON s.org_id = n.org_id AND s.id = n.assessment_id WHERE s.state <> 2
	UNION ALL SELECT k.org_id, k.owner_id FROM answer_criterion k
	JOIN answer n ON n.org_id = k.org_id AND n.id = k.answer_id
	JOIN assessment s ON s.org_id = n.org_id AND s.id = n.assessment_id
	WHERE k.owner_id IS NOT NULL AND s.state <> 2
	UNION ALL SELECT e.org_id, e.owner_id FROM evidence e
	JOIN assessment s ON s.org_id = e.org_id AND s.id = e.assessment_id
	WHERE e.owner_id IS NOT NULL AND s.state <> 2
	UNION ALL SELECT a.org_id, a.owner_id FROM action a WHERE a.state = 0;
-- Who can act: people who are here, groups with one of them, duties.
CREATE VIEW live_person (org_id, person_id) AS
	SELECT p.org_id, p.id FROM person p WHERE p.closed = 0 AND p.org_id IS NOT NULL
	UNION SELECT g.org_id, p.id FROM role_grant g JOIN person p ON p.id = g.person_id WHERE p.closed = 0;
CREATE VIEW live_holder (org_id, id) AS
	SELECT h.org_id, h.id FROM holder h WHERE h.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM live_person l
		WHERE l.org_id = h.org_id AND l.person_id = h.person_id)
	UNION ALL SELECT h.org_id, h.id FROM holder h JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
	WHERE g.closed = 0 AND EXISTS (SELECT 1 FROM work_group_member m JOIN person p ON p.id = m.person_id
		WHERE m.org_id = g.org_id AND m.group_id = g.id AND p.closed = 0)
	UNION ALL SELECT h.org_id, h.id FROM holder h JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
	WHERE d.closed = 0;

-- Open work has an owner who can act, and keeps one.
CREATE TRIGGER answer_owned BEFORE INSERT ON answer
WHEN (SELECT state FROM assessment WHERE org_id = NEW.org_id AND id = NEW.assessment_id) <> 2
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER answer_given BEFORE UPDATE OF owner_id ON answer
WHEN NEW.owner_id IS NOT OLD.owner_id
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER answer_deputy BEFORE UPDATE OF deputy_id ON answer
WHEN NEW.deputy_id IS NOT NULL AND NEW.deputy_id IS NOT OLD.deputy_id
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.deputy_id)
BEGIN SELECT RAISE(ABORT, 'there is no such deputy'); END;
CREATE TRIGGER criterion_owned BEFORE INSERT ON answer_criterion
WHEN NEW.owner_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER criterion_given BEFORE UPDATE OF owner_id ON answer_criterion
WHEN NEW.owner_id IS NOT NULL AND NEW.owner_id IS NOT OLD.owner_id
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER evidence_owned BEFORE INSERT ON evidence
WHEN NEW.owner_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER evidence_given BEFORE UPDATE OF owner_id ON evidence
WHEN NEW.owner_id IS NOT NULL AND NEW.owner_id IS NOT OLD.owner_id
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER action_owned BEFORE INSERT ON action
WHEN NEW.state = 0 AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;
CREATE TRIGGER action_given BEFORE UPDATE OF owner_id, state ON action
WHEN NEW.state = 0 AND (NEW.owner_id <> OLD.owner_id OR OLD.state <> 0)
	AND NOT EXISTS (SELECT 1 FROM live_holder WHERE org_id = NEW.org_id AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'open work has an owner'); END;

CREATE TRIGGER holder_keeps BEFORE DELETE ON holder
BEGIN SELECT RAISE(ABORT, 'holders are kept'); END;
CREATE TRIGGER holder_stays BEFORE UPDATE ON holder
BEGIN SELECT RAISE(ABORT, 'holders stay who they are'); END;
CREATE TRIGGER holder_late BEFORE INSERT ON holder
WHEN EXISTS (SELECT 1 FROM holder WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'holders are kept'); END;

-- Nobody and nothing is closed or taken away that open work still needs.
CREATE TRIGGER person_needed BEFORE UPDATE OF closed ON person
WHEN NEW.closed = 1 AND OLD.closed = 0 AND (
	EXISTS (SELECT 1 FROM holder h JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
		WHERE h.person_id = NEW.id)
	OR EXISTS (SELECT 1 FROM work_group_member o JOIN holder h ON h.org_id = o.org_id AND h.group_id = o.group_id
		JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
		WHERE o.person_id = NEW.id AND NOT EXISTS (SELECT 1 FROM work_group_member m
			JOIN person p ON p.id = m.person_id WHERE m.org_id = o.org_id AND m.group_id = o.group_id
			AND m.person_id <> NEW.id AND p.closed = 0)))
BEGIN SELECT RAISE(ABORT, 'they own open work'); END;
CREATE TRIGGER person_kept BEFORE DELETE ON person
WHEN EXISTS (SELECT 1 FROM holder WHERE person_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'they own work'); END;
CREATE TRIGGER person_moved BEFORE UPDATE OF org_id ON person
WHEN NEW.org_id IS NOT OLD.org_id AND EXISTS (SELECT 1 FROM holder h
	JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
	WHERE h.person_id = NEW.id AND h.org_id = OLD.org_id)
	AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.org_id = OLD.org_id AND g.person_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'they own open work'); END;
CREATE TRIGGER grant_needed BEFORE DELETE ON role_grant
WHEN OLD.person_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM person WHERE id = OLD.person_id AND org_id = OLD.org_id)
	AND NOT EXISTS (SELECT 1 FROM role_grant g
		WHERE g.org_id = OLD.org_id AND g.person_id = OLD.person_id AND g.id <> OLD.id)
	AND EXISTS (SELECT 1 FROM holder h JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
		WHERE h.person_id = OLD.person_id AND h.org_id = OLD.org_id)
BEGIN SELECT RAISE(ABORT, 'they own open work'); END;
CREATE TRIGGER group_needed BEFORE UPDATE OF closed ON work_group
WHEN NEW.closed = 1 AND OLD.closed = 0 AND EXISTS (SELECT 1 FROM holder h
	JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
	WHERE h.org_id = NEW.org_id AND h.group_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'it owns open work'); END;
CREATE TRIGGER member_needed BEFORE DELETE ON work_group_member
WHEN EXISTS (SELECT 1 FROM person WHERE id = OLD.person_id AND closed = 0)
	AND EXISTS (SELECT 1 FROM holder h JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
		WHERE h.org_id = OLD.org_id AND h.group_id = OLD.group_id)
	AND NOT EXISTS (SELECT 1 FROM work_group_member m JOIN person p ON p.id = m.person_id
		WHERE m.org_id = OLD.org_id AND m.group_id = OLD.group_id AND m.person_id <> OLD.person_id
		AND p.closed = 0)
BEGIN SELECT RAISE(ABORT, 'it owns open work'); END;
CREATE TRIGGER member_stays BEFORE UPDATE ON work_group_member
BEGIN SELECT RAISE(ABORT, 'members come and go'); END;
CREATE TRIGGER duty_needed BEFORE UPDATE OF closed ON duty
WHEN NEW.closed = 1 AND OLD.closed = 0 AND (NEW.code = 'ig-lead' OR EXISTS (SELECT 1 FROM holder h
	JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
	WHERE h.org_id = NEW.org_id AND h.duty = NEW.code))
BEGIN SELECT RAISE(ABORT, 'it owns open work'); END;
