-- How much of the catalogue of each label's artists is linked to Spotify, against the same target.
create view mart.label_work_coverage as
select c.label, sum(c.work_count)::bigint as work_count, sum(c.linked_count)::bigint as linked_count,
       sum(c.linked_count)::double precision / sum(c.work_count) as linked_share, c.target_share,
       greatest(ceil(c.target_share * sum(c.work_count)) - sum(c.linked_count), 0)::bigint as short_count
from mart.work_coverage c
where c.label is not null
group by c.label, c.target_share;
