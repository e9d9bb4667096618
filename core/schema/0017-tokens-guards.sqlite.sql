-- A token is only ever used, and revoked once.
CREATE TRIGGER api_token_stays BEFORE UPDATE ON api_token
WHEN NEW.id <> OLD.id OR NEW.org_id <> OLD.org_id OR NEW.person_id <> OLD.person_id
	OR NEW.digest <> OLD.digest OR NEW.name <> OLD.name OR NEW.scopes <> OLD.scopes
	OR NEW.made_at <> OLD.made_at OR NEW.expires_on <> OLD.expires_on
	OR OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a token is only ever used and revoked'); END;
CREATE TRIGGER api_token_keeps BEFORE DELETE ON api_token
BEGIN SELECT RAISE(ABORT, 'a token is only ever used and revoked'); END;
