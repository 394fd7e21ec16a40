-- Statements by year and form
-- How many statements, open letters and other positions are there of each year? A translation counts as a statement of its own; filter by language (fr, en) to count each once.
select
  substr(coalesce(stated_on, published_on), 1, 4) as year,
  form,
  count(*) as statements,
  min(coalesce(stated_on, published_on)) as first,
  max(coalesce(stated_on, published_on)) as last
from statements
where :language = '' or language = substr(lower(trim(:language)), 1, 2)
group by year, form
order by year desc, statements desc, form
