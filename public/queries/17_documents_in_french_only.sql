-- Documents in French only
-- Which French files have no English one beside them, on the same page or on its translation?
with attached as (
  select page_documents.page_id, documents.id,
    coalesce(documents.language, pages.language) as language,
    coalesce(pages.translation_of, pages.id) as work
  from page_documents
  join documents on documents.id = page_documents.document_id
  join pages on pages.id = page_documents.page_id
)
select
  coalesce(documents.caption, documents.id) as document,
  documents.format,
  documents.status,
  pages.kind,
  pages.title as attached_to,
  documents.url,
  row_path('documents', documents.id) as see
from documents
join pages on pages.id = documents.page_id
where coalesce(documents.language, pages.language) = 'fr'
  and not exists (
    select 1 from attached as own
    join attached as other on other.work = own.work and other.language = 'en'
    where own.id = documents.id
  )
order by pages.title, document, documents.id
