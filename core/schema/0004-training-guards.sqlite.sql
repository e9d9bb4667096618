-- What was attested or frozen only grows: no row is changed, dropped, or
-- replaced (REPLACE deletes without asking the triggers for DELETE).
CREATE TRIGGER completion_stays BEFORE UPDATE ON completion
BEGIN SELECT RAISE(ABORT, 'a completion is never overwritten'); END;
CREATE TRIGGER completion_keeps BEFORE DELETE ON completion
BEGIN SELECT RAISE(ABORT, 'a completion is never overwritten'); END;
CREATE TRIGGER group_session_stays BEFORE UPDATE ON group_session
BEGIN SELECT RAISE(ABORT, 'a group session is never overwritten'); END;
CREATE TRIGGER group_session_keeps BEFORE DELETE ON group_session
BEGIN SELECT RAISE(ABORT, 'a group session is never overwritten'); END;
CREATE TRIGGER course_statement_stays BEFORE UPDATE ON course_statement
BEGIN SELECT RAISE(ABORT, 'a statement is never overwritten'); END;
CREATE TRIGGER course_statement_keeps BEFORE DELETE ON course_statement
BEGIN SELECT RAISE(ABORT, 'a statement is never overwritten'); END;
CREATE TRIGGER policy_text_stays BEFORE UPDATE ON policy_text
BEGIN SELECT RAISE(ABORT, 'a policy''s text is never overwritten'); END;
CREATE TRIGGER policy_text_keeps BEFORE DELETE ON policy_text
BEGIN SELECT RAISE(ABORT, 'a policy''s text is never overwritten'); END;
CREATE TRIGGER acknowledgement_stays BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'an acknowledgement is never overwritten'); END;
CREATE TRIGGER acknowledgement_keeps BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'an acknowledgement is never overwritten'); END;
CREATE TRIGGER training_frozen_stays BEFORE UPDATE ON training_frozen
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
CREATE TRIGGER training_frozen_keeps BEFORE DELETE ON training_frozen
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
CREATE TRIGGER training_frozen_staff_stays BEFORE UPDATE ON training_frozen_staff
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
CREATE TRIGGER training_frozen_staff_keeps BEFORE DELETE ON training_frozen_staff
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
CREATE TRIGGER training_review_stays BEFORE UPDATE ON training_review
BEGIN SELECT RAISE(ABORT, 'a review is never overwritten'); END;
CREATE TRIGGER training_review_keeps BEFORE DELETE ON training_review
BEGIN SELECT RAISE(ABORT, 'a review is never overwritten'); END;
CREATE TRIGGER completion_late BEFORE INSERT ON completion
WHEN EXISTS (SELECT 1 FROM completion
	WHERE (org_id = NEW.org_id AND id = NEW.id) OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a completion is never overwritten'); END;
CREATE TRIGGER group_session_late BEFORE INSERT ON group_session
WHEN EXISTS (SELECT 1 FROM group_session
	WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a group session is never overwritten'); END;
CREATE TRIGGER training_frozen_late BEFORE INSERT ON training_frozen
WHEN EXISTS (SELECT 1 FROM training_frozen
	WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
CREATE TRIGGER training_frozen_staff_late BEFORE INSERT ON training_frozen_staff
WHEN EXISTS (SELECT 1 FROM training_frozen_staff
	WHERE org_id = NEW.org_id AND frozen_id = NEW.frozen_id AND staff_id = NEW.staff_id)
BEGIN SELECT RAISE(ABORT, 'a frozen figure stays as it is'); END;
