-- How the crawls went
-- Is the archive up to date and sound? Each run with what it read, and the required checks that failed.
select
  crawls.started_at,
  crawls.finished_at,
  crawls.spider,
  crawls.outcome,
  crawls.read,
  crawls.new,
  crawls.changed,
  crawls.gone,
  crawls.quarantined,
  (
    select group_concat(checks.name || coalesce(': ' || checks.note, ''), '; ')
    from checks
    where checks.crawl_id = crawls.id and checks.required and not checks.passed
  ) as failed_checks,
  row_path('crawls', crawls.id) as see
from crawls
order by crawls.started_at desc, crawls.id
