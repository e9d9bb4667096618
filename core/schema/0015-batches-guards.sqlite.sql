-- What a batch did stays on record, and what it is about stays as it was made.
CREATE TRIGGER batch_line_stays BEFORE UPDATE ON batch_line
BEGIN SELECT RAISE(ABORT, 'what a batch did stays on record'); END;
CREATE TRIGGER batch_line_keeps BEFORE DELETE ON batch_line
BEGIN SELECT RAISE(ABORT, 'what a batch did stays on record'); END;
CREATE TRIGGER batch_line_once BEFORE INSERT ON batch_line
WHEN EXISTS (SELECT 1 FROM batch_line WHERE org_id = NEW.org_id AND batch_id = NEW.batch_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'what a batch did stays on record'); END;
CREATE TRIGGER batch_stays BEFORE UPDATE ON batch
WHEN NEW.org_id <> OLD.org_id OR NEW.id <> OLD.id OR NEW.pack_id <> OLD.pack_id
	OR NEW.source_id <> OLD.source_id OR NEW.owner <> OLD.owner OR NEW.complete <> OLD.complete
	OR NEW.opens <> OLD.opens OR NEW.over <> OLD.over OR NEW.names <> OLD.names
	OR NEW.made_at <> OLD.made_at OR NEW.made_by <> OLD.made_by
BEGIN SELECT RAISE(ABORT, 'a batch stays what it was made for'); END;
CREATE TRIGGER batch_keeps BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch stays what it was made for'); END;
-- A site that was published by a batch stays so.
CREATE TRIGGER batch_site_final BEFORE UPDATE ON batch_site
WHEN OLD.state = 3 AND NEW.state <> 3
BEGIN SELECT RAISE(ABORT, 'a published assessment is final'); END;
CREATE TRIGGER batch_site_kept BEFORE DELETE ON batch_site
BEGIN SELECT RAISE(ABORT, 'what a batch did stays on record'); END;
