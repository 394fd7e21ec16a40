-- Why a version differs, the capture whose payload an unchanged answer stands for, and what the site says a
-- payload is known by: the next run asks with it.

ALTER TABLE versions ADD COLUMN cause TEXT NOT NULL DEFAULT 'site';
ALTER TABLE versions ADD COLUMN parser TEXT;
ALTER TABLE captures ADD COLUMN refers_to TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE captures ADD COLUMN etag TEXT;
ALTER TABLE captures ADD COLUMN last_modified TEXT;

CREATE INDEX captures_url ON captures(url, captured_at);
CREATE INDEX captures_refers_to ON captures(refers_to);
CREATE INDEX versions_crawl ON versions(crawl_id);
