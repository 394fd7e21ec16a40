-- Members by founding decade
-- When were the organisations of the collective founded? Those whose profiles do not say it come last.
select
  case when founded_year is null then null else (founded_year / 10 * 10) || 's' end as decade,
  count(*) as members,
  min(founded_year) as earliest,
  max(founded_year) as latest,
  group_concat(coalesce(acronym, name), ', ') as names
from members
group by founded_year / 10
order by founded_year is null, founded_year / 10
