-- Meetings by month
-- How often did the collective meet, and where? Each day counts once, in however many languages: the days it met, announced and not called off or reported on; those called off altogether; then the announcements that name only the month.
with days as (
  select
    date, date_precision, place, null as reported, status = 'cancelled' or cancelled_by is not null as off from meeting_dates
  where date is not null
  union all
  select held_on, held_precision, null, held_on, 0 from reports where held_on is not null
)
select
  substr(date, 1, 7) as month,
  count(distinct case when date_precision = 'day' and not off then date end) as days_met,
  count(distinct case when date_precision = 'day' then reported end) as days_reported,
  count(distinct case when date_precision = 'day' and off and date not in
    (select date from days where not off) then date end) as days_called_off,
  count(case when date_precision <> 'day' and reported is null then 1 end) as without_a_day,
  group_concat(distinct case when not off then place end) as places
from days
where length(date) >= 7
group by month
order by month desc
