-- Activity by year and kind
-- How much was published each year, and of which kind? A record counts in the year of the day it bears, a translation as a record of its own.
select
  substr(date, 1, 4) as year,
  sum(kind = 'statements') as statements,
  sum(kind = 'meetings') as meetings,
  sum(kind = 'reports') as reports,
  sum(kind = 'articles') as articles,
  sum(kind = 'profiles') as member_profiles
from entries
where date is not null and kind in ('statements', 'meetings', 'reports', 'articles', 'profiles')
group by year
order by year desc
