-- Pages changed this month
-- Which pages are new or read otherwise since this month began? Another month, such as 2024-01, may be given.
select
  changed_at,
  case when changed_at = first_seen_at then 'new' else 'changed' end as what,
  kind,
  title,
  language,
  url,
  row_path('pages', id) as see
from pages
where substr(changed_at, 1, 7) = coalesce(nullif(:month, ''), strftime('%Y-%m', 'now'))
order by changed_at desc, id
