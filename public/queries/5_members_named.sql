-- Members and how often they are named
-- Which members do the pages speak of, how often, and since when? Members that no page names are there with zero.
select
  members.name,
  members.acronym,
  count(mentions.page_id) as pages,
  coalesce(sum(mentions.count), 0) as times,
  min(entries.date) as first_named,
  max(entries.date) as last_named,
  row_path('members', members.id) as see
from members
left join mentions on mentions.member_id = members.id
left join entries on entries.record_id = mentions.page_id and entries.kind <> 'members'
group by members.id
order by pages desc, times desc, members.name
