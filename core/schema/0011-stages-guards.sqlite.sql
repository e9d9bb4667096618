-- What was submitted stays as it is, whatever asks.
CREATE TRIGGER stage_stays BEFORE UPDATE ON stage
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
CREATE TRIGGER stage_keeps BEFORE DELETE ON stage
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
-- Once, in order, and not after the final: REPLACE deletes unasked.
CREATE TRIGGER stage_once BEFORE INSERT ON stage
WHEN EXISTS (SELECT 1 FROM stage WHERE org_id = NEW.org_id
	AND (id = NEW.id OR (assessment_id = NEW.assessment_id AND stage >= NEW.stage)))
	OR (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a stage is submitted once, and in order'); END;
CREATE TRIGGER stage_answer_stays BEFORE UPDATE ON stage_answer
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
CREATE TRIGGER stage_answer_keeps BEFORE DELETE ON stage_answer
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
-- A stage and what was in it are written in one transaction: no row comes later
-- than the next of the chain.
CREATE TRIGGER stage_answer_once BEFORE INSERT ON stage_answer
WHEN EXISTS (SELECT 1 FROM stage_answer WHERE org_id = NEW.org_id AND stage_id = NEW.stage_id
	AND number = NEW.number)
	OR EXISTS (SELECT 1 FROM audit WHERE org_id = NEW.org_id AND object = NEW.stage_id)
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
-- What is said of a stage to the public is said once, before the final.
CREATE TRIGGER edition_of_stage BEFORE INSERT ON edition
WHEN NEW.stage < 3 AND (NEW.number > 1
	OR (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2)
BEGIN SELECT RAISE(ABORT, 'a submitted stage stays as it is'); END;
-- An exemption is only ever ended, once.
CREATE TRIGGER exemption_stays BEFORE UPDATE ON exemption
WHEN OLD.ended_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.org_id IS NOT OLD.org_id
	OR NEW.org_type IS NOT OLD.org_type OR NEW.version <> OLD.version OR NEW.number <> OLD.number
	OR NEW.reason <> OLD.reason OR NEW.granted_at <> OLD.granted_at OR NEW.granted_by <> OLD.granted_by
	OR NEW.from_on IS NOT OLD.from_on OR NEW.until_on IS NOT OLD.until_on
BEGIN SELECT RAISE(ABORT, 'an exemption is only ever ended'); END;
CREATE TRIGGER exemption_keeps BEFORE DELETE ON exemption
BEGIN SELECT RAISE(ABORT, 'an exemption is only ever ended'); END;
CREATE TRIGGER exemption_once BEFORE INSERT ON exemption
WHEN EXISTS (SELECT 1 FROM exemption WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an exemption is only ever ended'); END;
