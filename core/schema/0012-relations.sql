-- Whose part an organisation is, what it applies for, and who commissions it.
ALTER TABLE org ADD COLUMN parent_id INTEGER REFERENCES org (id);
ALTER TABLE org ADD COLUMN purpose INTEGER NOT NULL DEFAULT 0
	CHECK (purpose BETWEEN 0 AND 2); -- assurance, national services, a contract
CREATE INDEX org_parent ON org (parent_id);
CREATE INDEX org_purpose ON org (purpose);
CREATE TABLE commission (
	commissioner_id INTEGER NOT NULL REFERENCES org (id),
	provider_id INTEGER NOT NULL REFERENCES org (id),
	added_at INTEGER NOT NULL,
	PRIMARY KEY (commissioner_id, provider_id),
	CHECK (commissioner_id <> provider_id)
);
CREATE INDEX commission_provider ON commission (provider_id);
