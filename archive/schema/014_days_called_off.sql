-- Which announcement calls a day off that another page announced; and a meeting bears its first day where
-- things are found by their days, not that of its announcement.

ALTER TABLE meeting_dates ADD COLUMN cancelled_by TEXT
  REFERENCES meeting_dates(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX meeting_dates_cancelled_by ON meeting_dates(cancelled_by);

UPDATE entries SET date = (SELECT min(d.date) FROM meeting_dates d WHERE d.meeting_id = record_id)
  WHERE kind = 'meetings' AND EXISTS (
    SELECT 1 FROM meeting_dates d WHERE d.meeting_id = record_id AND d.date IS NOT NULL);
