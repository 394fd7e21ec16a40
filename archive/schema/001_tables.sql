-- Every table, with its foreign keys. They are deferred: a page, its record and its documents arrive in
-- one transaction, in the order they are read. STRICT makes SQLite refuse a text in a column of numbers.

CREATE TABLE members (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    acronym TEXT,
    founded_year INTEGER,
    website_url TEXT,
    website_label TEXT,
    contact TEXT,
    first_profile_id TEXT NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    last_profile_id TEXT NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE profiles (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    published_on TEXT,
    published_precision TEXT,
    text TEXT,
    seen_as TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    member_id TEXT NOT NULL REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    acronym TEXT,
    founded_year INTEGER,
    website_url TEXT,
    website_label TEXT,
    contact TEXT,
    description TEXT
) STRICT;

CREATE TABLE statements (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    published_on TEXT,
    published_precision TEXT,
    text TEXT,
    seen_as TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    stated_on TEXT,
    stated_precision TEXT,
    issuer TEXT NOT NULL,
    form TEXT NOT NULL
) STRICT;

CREATE TABLE meetings (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    published_on TEXT,
    published_precision TEXT,
    text TEXT,
    seen_as TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE meeting_dates (
    id TEXT PRIMARY KEY NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    date TEXT,
    date_precision TEXT NOT NULL,
    start_time TEXT,
    end_time TEXT,
    place TEXT,
    time_zone TEXT NOT NULL,
    status TEXT NOT NULL,
    phrase TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    published_on TEXT,
    published_precision TEXT,
    text TEXT,
    seen_as TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    held_on TEXT,
    held_precision TEXT,
    meeting_date_id TEXT REFERENCES meeting_dates(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE agenda_items (
    id TEXT PRIMARY KEY NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    published_on TEXT,
    published_precision TEXT,
    text TEXT,
    seen_as TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    url TEXT,
    caption TEXT,
    format TEXT,
    language TEXT,
    stated_bytes INTEGER,
    stated_size TEXT,
    status TEXT NOT NULL,
    bytes INTEGER,
    sha256 TEXT,
    mime TEXT,
    pages INTEGER,
    text TEXT,
    note TEXT,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    file_capture_id TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE page_documents (
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    document_id TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    caption TEXT,
    PRIMARY KEY (page_id, document_id)
) STRICT;

CREATE TABLE mentions (
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    member_id TEXT NOT NULL REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED,
    count INTEGER NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (page_id, member_id)
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT,
    language TEXT,
    date TEXT,
    url TEXT
) STRICT;

CREATE TABLE pages (
    id TEXT PRIMARY KEY NOT NULL,
    layout TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT,
    title TEXT NOT NULL,
    language TEXT,
    trail TEXT,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    gone_at TEXT,
    translation_of TEXT REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    parser TEXT NOT NULL
) STRICT;

CREATE TABLE addresses (
    url TEXT PRIMARY KEY NOT NULL,
    page_id TEXT NOT NULL REFERENCES pages(id) DEFERRABLE INITIALLY DEFERRED,
    status INTEGER,
    first_seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE captures (
    id TEXT PRIMARY KEY NOT NULL,
    url TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    status INTEGER,
    mime TEXT,
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    crawl_id TEXT NOT NULL REFERENCES crawls(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE versions (
    record_table TEXT NOT NULL,
    record_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    captured_at TEXT NOT NULL,
    capture_id TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    crawl_id TEXT NOT NULL REFERENCES crawls(id) DEFERRABLE INITIALLY DEFERRED,
    changed TEXT NOT NULL,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (record_table, record_id, number)
) STRICT;

CREATE TABLE crawls (
    id TEXT PRIMARY KEY NOT NULL,
    spider TEXT NOT NULL,
    arguments TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL,
    asked INTEGER NOT NULL,
    read INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE checks (
    crawl_id TEXT NOT NULL REFERENCES crawls(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    required INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    figure REAL,
    bound REAL,
    note TEXT,
    PRIMARY KEY (crawl_id, name)
) STRICT;

CREATE TABLE quarantine (
    url TEXT PRIMARY KEY NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    capture_id TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
    first_seen_at TEXT NOT NULL,
    crawl_id TEXT NOT NULL REFERENCES crawls(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX profiles_member ON profiles(member_id);
CREATE INDEX meeting_dates_meeting ON meeting_dates(meeting_id);
CREATE INDEX meeting_dates_date ON meeting_dates(date);
CREATE INDEX agenda_items_report ON agenda_items(report_id);
CREATE INDEX reports_meeting_date ON reports(meeting_date_id);
CREATE INDEX documents_page ON documents(page_id);
CREATE INDEX page_documents_document ON page_documents(document_id);
CREATE INDEX mentions_member ON mentions(member_id);
CREATE INDEX addresses_page ON addresses(page_id);
CREATE INDEX captures_crawl ON captures(crawl_id);
CREATE INDEX versions_capture ON versions(capture_id);
CREATE UNIQUE INDEX entries_record ON entries(kind, record_id);
CREATE INDEX entries_date ON entries(date);
