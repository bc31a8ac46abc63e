-- Links that had arrived, and by hand those entered; one that was replaced by what had not, holds.
with link as (
    select l.*,
           case when l.method = 'override' then l.known_from <= cast(:cards_at as timestamptz)
                else coalesce(d.arrived_at <= cast(:as_of as timestamptz) and d.loaded_at <= cast(:made_at as timestamptz),
                              l.known_from <= cast(:as_of as timestamptz)) end as is_seen,
           case when l.method = 'override' then cast(:cards_at as timestamptz) else cast(:as_of as timestamptz) end as seen_at
    from core.song_link l
    left join ops.load d on d.load_id = l.load_id
)
select l.link_id, l.spotify_track_id, l.track_id, l.method, l.load_id, l.linked_by, l.reason,
       -- entered later than the moment: as if always known
       case when l.known_from > cast(:as_of as timestamptz) then '-infinity' else l.known_from end as known_from,
       case when n.link_id is null and l.known_until <= l.seen_at then l.known_until
            when n.is_seen then l.known_until
            else (select min(s.known_from) from link s
                  where s.is_seen and s.spotify_track_id = l.spotify_track_id and s.method = l.method
                    and s.known_from > l.known_from) end as known_until
from link l
left join link n
  on n.spotify_track_id = l.spotify_track_id and n.method = l.method and n.known_from = l.known_until
 and n.link_id <> l.link_id
where l.is_seen
