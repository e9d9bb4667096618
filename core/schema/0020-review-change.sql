-- Why reviewers from outside gave another grade than the self-assessed one.  It
-- is published, other than reason; nothing where they did not, and before this.
ALTER TABLE edition_review ADD COLUMN change_reason TEXT NOT NULL DEFAULT '';
