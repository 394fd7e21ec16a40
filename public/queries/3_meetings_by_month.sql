-- Meetings by month
-- How often did the collective meet, and where? Each announced day counts once, cancelled ones apart.
select
  substr(date, 1, 7) as month,
  count(distinct case when status = 'announced' then date end) as days_announced,
  count(distinct case when status = 'cancelled' then date end) as days_cancelled,
  group_concat(distinct place) as places
from meeting_dates
where date is not null
group by month
order by month desc
