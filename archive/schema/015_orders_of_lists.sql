-- Lists are sorted by a time and then by their key, so that each row has one place. Where a run gives many rows
-- the same time, these read that order; it would else be made anew for every part of a list.

DROP INDEX pages_changed;
DROP INDEX captures_captured;
DROP INDEX versions_captured;
DROP INDEX addresses_first_seen;

CREATE INDEX pages_changed ON pages(changed_at DESC, id);
CREATE INDEX captures_captured ON captures(captured_at DESC, id);
CREATE INDEX versions_captured ON versions(captured_at DESC, record_table, record_id, number);
CREATE INDEX addresses_first_seen ON addresses(first_seen_at DESC, url);
