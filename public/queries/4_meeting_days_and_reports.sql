-- Meeting days and their reports
-- Which day is reported on, and of which is there no report? A row for each session: a report is of the whole day. Newest first, days that are only reported on too; year may stay empty, or be a month such as 2018-05.
with reported as (
  select r.id, r.title, m.meeting_id, m.date from reports r join meeting_dates m on m.id = r.meeting_date_id
),
days as (
  select
    d.date, d.start_time, d.end_time, d.place, d.phrase, d.title as announcement, d.id as day_id, r.title as report,
    case when d.cancelled_by is null then d.status else 'cancelled' end as status,
    coalesce(row_path('reports', r.id), row_path('meetings', d.meeting_id)) as see
  from meeting_dates d left join reported r on r.meeting_id = d.meeting_id and r.date = d.date
  union all
  select held_on, null, null, null, null, null, id, title, 'reported', row_path('reports', id)
  from reports where meeting_date_id is null and held_on is not null
)
select date, start_time, end_time, place, status, announcement, phrase, report, see
from days
where :year = '' or substr(date, 1, length(:year)) = :year
order by date desc, start_time, day_id
