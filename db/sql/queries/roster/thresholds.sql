-- Rules that are set; for an artist only those that could apply, and which does: its own, its team's, the one for all.
select r.metric, case when r.artist_id is not null then 'artist' when r.team is not null then 'team' else 'all' end
           as rule, coalesce(a.name, r.team) as of, r.threshold, r.floor, r.set_by,
       date_trunc('second', r.set_at) as since,
       case when cast(:artist_id as bigint) is not null
            then row_number() over (partition by r.metric
                                    order by r.artist_id is null, r.team is null) = 1 end as applies
from app.spike_rule r
left join core.artist a on a.artist_id = r.artist_id
where cast(:artist_id as bigint) is null
   or r.artist_id = :artist_id
   or (r.artist_id is null and r.team is null)
   or r.team = (select c.team from app.artist_card c where c.artist_id = :artist_id and c.status <> 'archived')
order by r.metric, r.artist_id is not null, r.team is not null, coalesce(a.name, r.team)
