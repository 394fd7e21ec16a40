-- What changed lately
-- Which records are new or read otherwise than before, and in which fields? The newest 500, newest first; since is a day such as 2024-01-31 and may stay empty.
select
  versions.captured_at,
  case versions.number when 1 then 'new' else 'changed' end as what,
  versions.record_table,
  coalesce(json_extract(versions.record, '$.title'), json_extract(versions.record, '$.name'),
    json_extract(versions.record, '$.caption'), versions.record_id) as record,
  versions.number as version,
  case versions.number when 1 then null else versions.changed end as fields,
  row_path(versions.record_table, versions.record_id) as see
from versions
where :since = '' or versions.captured_at >= :since
order by versions.captured_at desc, versions.record_table, versions.record_id, versions.number desc
limit 500
