-- Pages that are gone
-- What did the site take away, and since when? Only what is sure: the site itself said so on several days.
select
  gone_at,
  kind,
  title,
  language,
  first_seen_at,
  last_seen_at,
  url,
  row_path('pages', id) as see
from pages
where gone_at is not null
order by gone_at desc, id
