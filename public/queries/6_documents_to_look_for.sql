-- Documents missing or unreadable
-- Which attached files are not in the archive as text, and why? Those to look for elsewhere.
select
  documents.status,
  documents.note,
  coalesce(documents.caption, documents.id) as document,
  documents.format,
  documents.stated_size,
  pages.title as attached_to,
  documents.url,
  row_path('documents', documents.id) as see
from documents
join pages on pages.id = documents.page_id
where documents.status in ('missing', 'unreadable', 'failed')
order by documents.status, pages.title, documents.id
