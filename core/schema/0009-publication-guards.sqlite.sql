-- What was said to the public stays; so does with what it was signed.
CREATE TRIGGER edition_stays BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER edition_keeps BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
-- One after another, and none in the place of one: REPLACE deletes unasked.
CREATE TRIGGER edition_follows BEFORE INSERT ON edition
WHEN NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM edition WHERE org_id = NEW.org_id
	AND assessment_id = NEW.assessment_id AND stage = NEW.stage), 0)
	OR EXISTS (SELECT 1 FROM edition WHERE org_id = NEW.org_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER edition_level_stays BEFORE UPDATE ON edition_level
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER edition_level_keeps BEFORE DELETE ON edition_level
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER edition_level_once BEFORE INSERT ON edition_level
WHEN EXISTS (SELECT 1 FROM edition_level WHERE org_id = NEW.org_id AND edition_id = NEW.edition_id
	AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a publication is final'); END;
CREATE TRIGGER edition_review_stays BEFORE UPDATE ON edition_review
BEGIN SELECT RAISE(ABORT, 'a review stays as it is'); END;
CREATE TRIGGER edition_review_keeps BEFORE DELETE ON edition_review
BEGIN SELECT RAISE(ABORT, 'a review stays as it is'); END;
CREATE TRIGGER edition_review_once BEFORE INSERT ON edition_review
WHEN EXISTS (SELECT 1 FROM edition_review WHERE org_id = NEW.org_id AND edition_id = NEW.edition_id
	AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a review stays as it is'); END;
CREATE TRIGGER edition_signature_stays BEFORE UPDATE ON edition_signature
BEGIN SELECT RAISE(ABORT, 'a signature stays as it is'); END;
CREATE TRIGGER edition_signature_keeps BEFORE DELETE ON edition_signature
BEGIN SELECT RAISE(ABORT, 'a signature stays as it is'); END;
CREATE TRIGGER edition_signature_once BEFORE INSERT ON edition_signature
WHEN EXISTS (SELECT 1 FROM edition_signature WHERE org_id = NEW.org_id AND edition_id = NEW.edition_id
	AND key_id = NEW.key_id)
BEGIN SELECT RAISE(ABORT, 'a signature stays as it is'); END;
CREATE TRIGGER signing_key_stays BEFORE UPDATE ON signing_key
WHEN OLD.revoked_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.public <> OLD.public OR NEW.made_at <> OLD.made_at
BEGIN SELECT RAISE(ABORT, 'a key is only ever revoked'); END;
CREATE TRIGGER signing_key_keeps BEFORE DELETE ON signing_key
BEGIN SELECT RAISE(ABORT, 'a key is only ever revoked'); END;
CREATE TRIGGER signing_key_once BEFORE INSERT ON signing_key
WHEN EXISTS (SELECT 1 FROM signing_key WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a key is only ever revoked'); END;

UPDATE org SET folded = lower(code || ' ' || name) WHERE id > 0;
