-- Meetings by month
-- How often did the collective meet, and where? Each announced day counts once, in however many languages, cancelled ones apart; then the announcements that name only the month.
select
  substr(date, 1, 7) as month,
  count(distinct case when status = 'announced' and date_precision = 'day' then date end) as days_announced,
  count(distinct case when status = 'cancelled' and date_precision = 'day' then date end) as days_cancelled,
  count(case when date_precision <> 'day' then 1 end) as without_a_day,
  group_concat(distinct place) as places
from meeting_dates
where date is not null
group by month
order by month desc
