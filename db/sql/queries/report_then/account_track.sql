-- Links that had arrived; one that was replaced by what had not, holds.
with link as (
    select l.*, coalesce(d.arrived_at <= cast(:as_of as timestamptz) and d.loaded_at <= cast(:made_at as timestamptz),
                         l.known_from <= cast(:as_of as timestamptz)) as is_seen
    from core.account_track l
    left join ops.load d on d.load_id = l.load_id
)
select l.link_id, l.spotify_account_id, l.spotify_track_id, l.is_primary, l.load_id, l.known_from,
       case when n.link_id is null and l.known_until <= cast(:as_of as timestamptz) then l.known_until
            when n.is_seen then l.known_until
            else (select min(s.known_from) from link s
                  where s.is_seen and s.spotify_account_id = l.spotify_account_id
                    and s.spotify_track_id = l.spotify_track_id and s.known_from > l.known_from) end as known_until
from link l
left join link n
  on n.spotify_account_id = l.spotify_account_id and n.spotify_track_id = l.spotify_track_id
 and n.known_from = l.known_until and n.link_id <> l.link_id
where l.is_seen
