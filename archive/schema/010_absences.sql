-- Pages that the site said it has no more: a row for each time from the first such answer until the page
-- came back. What counts as evidence is in archive/absences.py.

CREATE TABLE absences (
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    days INTEGER NOT NULL,
    status INTEGER NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    crawl_id TEXT NOT NULL REFERENCES crawls(id) DEFERRABLE INITIALLY DEFERRED,
    confirmed_at TEXT,
    back_at TEXT,
    PRIMARY KEY (page_id, first_at)
) STRICT;

CREATE INDEX absences_capture ON absences(capture_id);
CREATE INDEX absences_crawl ON absences(crawl_id);
