-- Reports without documents
-- Of which meetings are there minutes on a page, but no file attached to it?
select
  coalesce(reports.held_on, reports.published_on) as date,
  reports.title,
  reports.language,
  (select count(*) from agenda_items where agenda_items.report_id = reports.id) as agenda_items,
  reports.url,
  row_path('reports', reports.id) as see
from reports
where not exists (select 1 from page_documents where page_documents.page_id = reports.page_id)
order by date desc, reports.id
