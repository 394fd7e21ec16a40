-- By these a page of the published archive finds what belongs to one thing without reading a whole table:
-- the translations of a page, and the statements that a member issued.

CREATE INDEX pages_translation_of ON pages(translation_of);
CREATE INDEX statements_issuer ON statements(issuer);
