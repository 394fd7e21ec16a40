-- The search index over all kinds. It holds words with ligatures opened ("oeuvre" for "œuvre"), the
-- entries what was printed: the triggers fold what goes in. Accents are folded by the tokenizer; an
-- apostrophe parts words, so that "esclavage" is found in "l'esclavage".

CREATE VIRTUAL TABLE search USING fts5(
    title, text, content='entries', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER entries_inserted AFTER INSERT ON entries BEGIN
    INSERT INTO search(rowid, title, text) VALUES (new.id,
        replace(replace(replace(replace(new.title, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'),
        replace(replace(replace(replace(new.text, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'));
END;

CREATE TRIGGER entries_deleted AFTER DELETE ON entries BEGIN
    INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.id,
        replace(replace(replace(replace(old.title, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'),
        replace(replace(replace(replace(old.text, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'));
END;

CREATE TRIGGER entries_updated AFTER UPDATE ON entries BEGIN
    INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.id,
        replace(replace(replace(replace(old.title, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'),
        replace(replace(replace(replace(old.text, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'));
    INSERT INTO search(rowid, title, text) VALUES (new.id,
        replace(replace(replace(replace(new.title, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'),
        replace(replace(replace(replace(new.text, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'));
END;
