-- Where a record comes from
-- From which page, in which answer of the site (WARC file and offset) and in which crawl was this record read, each time it changed? Give its id, such as spip/article/389.
select
  versions.record_table,
  versions.number as version,
  captures.url as address_asked,
  captures.captured_at,
  captures.status as http_status,
  captures.digest,
  captures.file as warc_file,
  captures.offset as warc_offset,
  crawls.id as crawl,
  crawls.outcome as crawl_outcome,
  pages.title as page,
  row_path('captures', captures.id) as see
from versions
join captures on captures.id = versions.capture_id
join crawls on crawls.id = versions.crawl_id
left join pages on pages.id = coalesce(json_extract(versions.record, '$.page_id'), versions.record_id)
where versions.record_id = :record
order by versions.record_table, versions.number desc
