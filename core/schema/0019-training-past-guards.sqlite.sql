-- What was is never changed, and nothing is added to it afterwards.
CREATE TRIGGER staff_was_stays BEFORE UPDATE ON staff_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER staff_was_keeps BEFORE DELETE ON staff_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER staff_was_late BEFORE INSERT ON staff_was
WHEN NEW.until_at <> (SELECT at FROM audit_head WHERE org_id = NEW.org_id)
	OR EXISTS (SELECT 1 FROM staff_was WHERE org_id = NEW.org_id AND staff_id = NEW.staff_id
	AND until_at = NEW.until_at)
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_was_stays BEFORE UPDATE ON course_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_was_keeps BEFORE DELETE ON course_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_was_late BEFORE INSERT ON course_was
WHEN NEW.until_at <> (SELECT at FROM audit_head WHERE org_id = NEW.org_id)
	OR EXISTS (SELECT 1 FROM course_was WHERE org_id = NEW.org_id AND course = NEW.course
	AND until_at = NEW.until_at)
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_need_was_stays BEFORE UPDATE ON course_need_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_need_was_keeps BEFORE DELETE ON course_need_was
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER course_need_was_late BEFORE INSERT ON course_need_was
WHEN NEW.until_at <> (SELECT at FROM audit_head WHERE org_id = NEW.org_id)
	OR EXISTS (SELECT 1 FROM course_need_was WHERE org_id = NEW.org_id AND course = NEW.course
	AND until_at = NEW.until_at AND group_id = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER training_since_stays BEFORE UPDATE ON training_since
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
CREATE TRIGGER training_since_keeps BEFORE DELETE ON training_since
BEGIN SELECT RAISE(ABORT, 'what was stays as it is'); END;
