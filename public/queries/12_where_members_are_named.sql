-- Which member is named where
-- On which pages is a member named, in which words? Give its name, acronym or id, such as ccem, or leave it empty for all of them.
select
  members.name as member,
  entries.date,
  entries.kind,
  entries.title,
  mentions.count as times,
  mentions.context,
  row_path(entries.kind, entries.record_id) as see
from mentions
join members on members.id = mentions.member_id
left join entries on entries.record_id = mentions.page_id
  and entries.kind in ('statements', 'meetings', 'reports', 'articles', 'profiles')
where :member = '' or lower(trim(:member)) in (members.id, lower(members.acronym), lower(members.name))
order by members.name, entries.date desc, mentions.page_id
