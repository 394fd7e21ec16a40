-- What the published pages sort and count by: without these, a list of 100,000 records reads all their texts
-- to show fifty titles.

CREATE INDEX statements_published ON statements(published_on);
CREATE INDEX statements_form ON statements(form);
CREATE INDEX statements_language ON statements(language);
CREATE INDEX statements_seen_as ON statements(seen_as);
CREATE INDEX meetings_published ON meetings(published_on);
CREATE INDEX meetings_language ON meetings(language);
CREATE INDEX meetings_seen_as ON meetings(seen_as);
CREATE INDEX meeting_dates_status ON meeting_dates(status);
CREATE INDEX meeting_dates_place ON meeting_dates(place);
CREATE INDEX reports_held ON reports(held_on);
CREATE INDEX reports_language ON reports(language);
CREATE INDEX articles_published ON articles(published_on);
CREATE INDEX articles_kind ON articles(kind, published_on, language);
CREATE INDEX articles_language ON articles(language);
CREATE INDEX documents_format ON documents(format);
CREATE INDEX documents_status ON documents(status);
CREATE INDEX documents_language ON documents(language);
CREATE INDEX entries_language ON entries(language);
CREATE INDEX pages_changed ON pages(changed_at);
CREATE INDEX pages_kind ON pages(kind);
CREATE INDEX pages_layout ON pages(layout);
CREATE INDEX pages_language ON pages(language);
CREATE INDEX captures_captured ON captures(captured_at);
CREATE INDEX captures_status ON captures(status);
CREATE INDEX captures_mime ON captures(mime);
CREATE INDEX versions_captured ON versions(captured_at);
CREATE INDEX versions_record_table ON versions(record_table);
CREATE INDEX addresses_first_seen ON addresses(first_seen_at);
CREATE INDEX addresses_status ON addresses(status);
