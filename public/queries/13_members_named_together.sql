-- Members named together
-- Which two members stand on the same pages, and on how many?
select
  one.name as member,
  other.name as and_member,
  count(*) as pages,
  one.id as member_id,
  other.id as and_member_id,
  row_path('members', one.id) as see
from mentions
join mentions as also on also.page_id = mentions.page_id and also.member_id > mentions.member_id
join members as one on one.id = mentions.member_id
join members as other on other.id = also.member_id
group by one.id, other.id
order by pages desc, one.name, other.name
