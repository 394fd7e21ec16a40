-- Longest gaps between meetings
-- When did the collective not meet for long? Days announced and not called off, and days that are reported on, known to the day; the hundred longest gaps, the longest first.
with days as (
  select date from meeting_dates
  where status = 'announced' and cancelled_by is null and date_precision = 'day' and date is not null
  union
  select held_on from reports where held_precision = 'day' and held_on is not null
),
steps as (
  select lag(date) over (order by date) as met_on, date as met_again_on from days
)
select
  met_on,
  met_again_on,
  cast(julianday(met_again_on) - julianday(met_on) as integer) as days_between
from steps
where met_on is not null
order by days_between desc, met_on
limit 100
