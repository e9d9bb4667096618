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
