-- A withdrawal stays on record; all that may come to it is its end.
CREATE TRIGGER withdrawal_keeps BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal stays on record'); END;
CREATE TRIGGER withdrawal_stays BEFORE UPDATE ON withdrawal
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.id <> OLD.id OR NEW.version <> OLD.version
	OR NEW.org_type <> OLD.org_type OR NEW.reason <> OLD.reason OR NEW.at <> OLD.at
	OR NEW.by_name <> OLD.by_name
BEGIN SELECT RAISE(ABORT, 'a withdrawal stays on record'); END;
