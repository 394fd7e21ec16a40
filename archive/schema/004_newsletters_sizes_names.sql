-- The month of a newsletter, the size that each page prints of a file, and names that may be a member's.

ALTER TABLE articles ADD COLUMN month TEXT;
ALTER TABLE page_documents ADD COLUMN stated_bytes INTEGER;
ALTER TABLE page_documents ADD COLUMN stated_size TEXT;

CREATE TABLE unsure_names (
    member_id TEXT NOT NULL REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED,
    resembles TEXT NOT NULL REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    other_name TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (member_id, resembles)
) STRICT;

CREATE INDEX unsure_names_resembles ON unsure_names(resembles);
