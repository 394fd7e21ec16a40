-- By these the published pages find what they show without reading whole tables: the translations of a
-- page, the statements that a member issued, and what search filters and counts by.

CREATE INDEX pages_translation_of ON pages(translation_of);
CREATE INDEX statements_issuer ON statements(issuer);
CREATE INDEX entries_facts ON entries(id, kind, language, date, record_id);
