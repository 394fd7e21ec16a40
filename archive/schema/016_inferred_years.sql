-- Whether the year of a day is printed, or inferred from the day on which its page was published.

ALTER TABLE meeting_dates ADD COLUMN date_basis TEXT;
ALTER TABLE reports ADD COLUMN held_basis TEXT;

UPDATE meeting_dates SET date_basis = 'printed' WHERE date IS NOT NULL;
UPDATE reports SET held_basis = 'printed' WHERE held_on IS NOT NULL;
