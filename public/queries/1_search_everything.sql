-- Search everything
-- Which statements, meetings, reports, articles, members and documents say this? The best 200 matches, the best first. Write words, "an exact phrase" or the beginning of a word (esclav*); kind (statements, meetings, …) and language (fr, en) may stay empty.
select
  entries.date,
  entries.kind,
  entries.title,
  snippet(search, 1, '[', ']', ' … ', 30) as passage,
  entries.language,
  row_path(entries.kind, entries.record_id) as see,
  entries.url
from search
join entries on entries.id = search.rowid
where search match search_query(:q)
  and (:kind = '' or entries.kind = lower(trim(:kind)))
  and (:language = '' or entries.language = substr(lower(trim(:language)), 1, 2))
-- A word in the title counts five times one in the text.
order by bm25(search, 5.0, 1.0), entries.id
limit 200
