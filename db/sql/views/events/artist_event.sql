-- What happened to followed artists, newest first: playlists, radio, charts, concerts, and releases of their songs.
create view mart.artist_event as
select f.artist_id, f.artist, f.label, f.team, e.happened_on, e.until_on, e.kind, k.name as kind_name, e.track, e.title,
       e.country_code, e.size, e.unit, e.source, e.known_from,
       core.event_words(e.kind, e.track, e.title, e.country_code, e.size, e.happened_on) as sentence
from mart.followed_artist f
join lateral (
    select v.happened_on, v.until_on, v.kind, t.name as track, v.title, v.country_code, v.size, v.unit, v.source, v.known_from
    from core.event v
    left join core.track t on t.track_id = v.track_id
    where v.artist_id = f.artist_id
    union all
    select t.release_on, null, 'release', t.name, t.name, null, null, null, null, t.loaded_at
    from mart.artist_song s
    join core.track t on t.track_id = s.track_id
    where s.artist_id = f.artist_id and t.release_on is not null
) e on true
join core.event_kind k on k.kind = e.kind;
