-- The audit chain only grows, one row after another.
CREATE TRIGGER audit_grows BEFORE INSERT ON audit
WHEN NEW.seq <> 1 + COALESCE((SELECT MAX(seq) FROM audit WHERE org_id = NEW.org_id), 0)
BEGIN SELECT RAISE(ABORT, 'audit rows follow one another'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows stay as they are'); END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are kept'); END;

-- A published assessment is final, whatever asks.
CREATE TRIGGER assessment_final BEFORE UPDATE ON assessment WHEN OLD.state = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER assessment_kept BEFORE DELETE ON assessment WHEN OLD.state = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
-- Its place is not taken either: REPLACE deletes without asking the above.
CREATE TRIGGER assessment_late BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE state = 2
	AND (id = NEW.id OR (org_id = NEW.org_id AND version = NEW.version)))
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER answer_final BEFORE UPDATE ON answer
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER answer_kept BEFORE DELETE ON answer
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER answer_late BEFORE INSERT ON answer
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER answer_moved BEFORE UPDATE OF org_id, assessment_id ON answer
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER criterion_final BEFORE UPDATE ON answer_criterion
WHEN (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = OLD.org_id AND a.id = OLD.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER criterion_kept BEFORE DELETE ON answer_criterion
WHEN (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = OLD.org_id AND a.id = OLD.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER criterion_late BEFORE INSERT ON answer_criterion
WHEN (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = NEW.org_id AND a.id = NEW.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER criterion_moved BEFORE UPDATE OF org_id, answer_id ON answer_criterion
WHEN (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = NEW.org_id AND a.id = NEW.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_final BEFORE UPDATE ON evidence
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_late BEFORE INSERT ON evidence
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
	OR (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = NEW.org_id AND a.id = NEW.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_moved BEFORE UPDATE OF org_id, assessment_id, answer_id ON evidence
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 2
	OR (SELECT s.state FROM answer a JOIN assessment s ON s.id = a.assessment_id
	WHERE a.org_id = NEW.org_id AND a.id = NEW.answer_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_criterion_final BEFORE UPDATE ON evidence_criterion
WHEN (SELECT s.state FROM evidence e JOIN assessment s ON s.id = e.assessment_id
	WHERE e.org_id = OLD.org_id AND e.id = OLD.evidence_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_criterion_kept BEFORE DELETE ON evidence_criterion
WHEN (SELECT s.state FROM evidence e JOIN assessment s ON s.id = e.assessment_id
	WHERE e.org_id = OLD.org_id AND e.id = OLD.evidence_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_criterion_late BEFORE INSERT ON evidence_criterion
WHEN (SELECT s.state FROM evidence e JOIN assessment s ON s.id = e.assessment_id
	WHERE e.org_id = NEW.org_id AND e.id = NEW.evidence_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER evidence_criterion_moved BEFORE UPDATE OF org_id, evidence_id ON evidence_criterion
WHEN (SELECT s.state FROM evidence e JOIN assessment s ON s.id = e.assessment_id
	WHERE e.org_id = NEW.org_id AND e.id = NEW.evidence_id) = 2
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER publication_final BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER publication_kept BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER publication_late BEFORE INSERT ON publication
WHEN EXISTS (SELECT 1 FROM publication WHERE org_id = NEW.org_id
	AND (id = NEW.id OR assessment_id = NEW.assessment_id))
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER publication_level_final BEFORE UPDATE ON publication_level
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER publication_level_kept BEFORE DELETE ON publication_level
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER publication_level_late BEFORE INSERT ON publication_level
WHEN (SELECT s.state FROM publication p JOIN assessment s ON s.id = p.assessment_id
	WHERE p.org_id = NEW.org_id AND p.id = NEW.publication_id) = 2
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
