-- What was taken down, and why: the archive says that something is withheld, and no more.

CREATE TABLE withheld (
    id TEXT PRIMARY KEY NOT NULL,
    date TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
