-- Meeting days and their reports
-- Which day is reported on, and of which is there no report? Newest first; year may stay empty.
select
  meeting_dates.date,
  meeting_dates.start_time,
  meeting_dates.end_time,
  meeting_dates.place,
  meeting_dates.status,
  meeting_dates.title as announcement,
  meeting_dates.phrase,
  reports.title as report,
  coalesce(row_path('reports', reports.id), row_path('meetings', meeting_dates.meeting_id)) as see
from meeting_dates
left join reports on reports.meeting_date_id = meeting_dates.id
where :year = '' or substr(meeting_dates.date, 1, 4) = :year
order by meeting_dates.date desc, meeting_dates.start_time, meeting_dates.id
