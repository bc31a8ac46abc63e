-- How much of each artist's catalogue is linked to Spotify, against the target: 94 % of the works.
create view mart.work_coverage as
select w.artist_id, w.artist_name, w.label, w.team, count(*) as work_count,
       count(*) filter (where w.is_linked) as linked_count,
       count(*) filter (where w.is_linked)::double precision / count(*) as linked_share,
       t.share as target_share,
       greatest(ceil(t.share * count(*)) - count(*) filter (where w.is_linked), 0)::bigint as short_count,
       count(*) filter (where w.link_state = 'in review') as review_count,
       count(*) filter (where w.link_state = 'dead') as dead_count,
       count(*) filter (where w.link_state = 'changed') as changed_count,
       string_agg(w.title, '; ' order by w.title, w.work_id) filter (where not w.is_linked) as missing_works
from mart.work w
cross join (values (0.94::double precision)) as t (share)
group by w.artist_id, w.artist_name, w.label, w.team, t.share;
