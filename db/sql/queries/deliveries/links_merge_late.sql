-- Links of a load that is read after one that arrived later: the versions of each Spotify track are built anew from
-- the known ones, from the later loads that named the track again (raw.answer, see links_seen), and from this one.
create temporary table delivered_version on commit drop as
with given as (
    select g.spotify_track_id, g.track_id
    from delivered_given_link g
    where not exists (
        select from core.song_link l
        where l.spotify_track_id = g.spotify_track_id and l.method = 'vendor' and l.track_id = g.track_id
          and l.known_from <= :arrived_at and (l.known_until is null or l.known_until > :arrived_at)
    )
), known as (
    select l.spotify_track_id, l.track_id, l.load_id, l.known_from, coalesce(l.known_until, 'infinity') as known_until
    from given g
    join core.song_link l on l.spotify_track_id = g.spotify_track_id and l.method = 'vendor'
), seen_again as materialized (
    select l.load_id, l.arrived_at, seen.key::bigint as spotify_track_id
    from ops.load l
    join raw.answer a on a.provider = 'vendor' and a.endpoint = l.source and a.url = 'load/' || l.load_id
    cross join lateral jsonb_each_text(convert_from(a.body, 'UTF8')::jsonb) seen
    where l.source = :source and l.state = 'loaded' and l.arrived_at > :arrived_at
), said as (
    select spotify_track_id, track_id, load_id, known_from as said_at, 0 as place from known
    union all
    select k.spotify_track_id, k.track_id, s.load_id, s.arrived_at, 0
    from known k
    join seen_again s on s.spotify_track_id = k.spotify_track_id
     and s.arrived_at > k.known_from and s.arrived_at < k.known_until
    union all
    select spotify_track_id, track_id, :load_id, :arrived_at, 1 from given
), turned as (
    select *, lag(track_id) over (partition by spotify_track_id order by said_at, place) as track_id_before from said
)
select spotify_track_id, track_id, load_id, said_at as known_from,
       lead(said_at) over (partition by spotify_track_id order by said_at, place) as known_until
from turned
where track_id_before is distinct from track_id;

delete from core.song_link l
using delivered_version v
where l.spotify_track_id = v.spotify_track_id and l.method = 'vendor';

insert into core.song_link (spotify_track_id, track_id, method, load_id, known_from, known_until)
select spotify_track_id, track_id, 'vendor', load_id, known_from, known_until
from delivered_version
order by spotify_track_id, known_from
