-- Audio features that Soundcharts' metadata of a song holds, for each Spotify id the song is known by. Values out of their
-- bounds are left out one by one.
with known as (
    select distinct s.track_id_spotify as id, l.track_id
    from core.spotify_track s
    join core.song_link l on l.spotify_track_id = s.spotify_track_id and l.known_until is null
    union
    select e.identifier, e.track_id
    from core.audience_series e
    join core.metric m on m.metric_id = e.metric_id and m.code = 'track_spotify_streams'
    where length(e.identifier) = 22
), told as (
    select distinct on (k.id) k.id, t.audio, t.loaded_at
    from known k
    join core.track t on t.track_id = k.track_id
    where jsonb_typeof(t.audio) = 'object'
    order by k.id, t.track_id
), value as (
    select t.id, x.name, case when jsonb_typeof(x.value) = 'number' then x.value::double precision end as value
    from told t cross join lateral jsonb_each(t.audio) as x (name, value)
), sound as (
    select * from value
    where case name when 'tempo' then value between 0 and 1000 when 'loudness' then value between -200 and 50
                    when 'key' then value between 0 and 11 else value between 0 and 1 end
)
insert into core.audio_profile as p
    (track_id_spotify, source, read_on, danceability, energy, valence, tempo_bpm, acousticness, speechiness,
     instrumentalness, liveness, loudness_db, key, mode)
select id, 'soundcharts', :day, max(value) filter (where name = 'danceability'), max(value) filter (where name = 'energy'),
       max(value) filter (where name = 'valence'), max(value) filter (where name = 'tempo'),
       max(value) filter (where name = 'acousticness'), max(value) filter (where name = 'speechiness'),
       max(value) filter (where name = 'instrumentalness'), max(value) filter (where name = 'liveness'),
       max(value) filter (where name = 'loudness'), max(value) filter (where name = 'key'),
       max(value) filter (where name = 'mode')
from sound
group by id
order by id
on conflict (track_id_spotify, source) do update
set read_on = excluded.read_on, danceability = excluded.danceability, energy = excluded.energy,
    valence = excluded.valence, tempo_bpm = excluded.tempo_bpm, acousticness = excluded.acousticness,
    speechiness = excluded.speechiness, instrumentalness = excluded.instrumentalness, liveness = excluded.liveness,
    loudness_db = excluded.loudness_db, key = excluded.key, mode = excluded.mode, loaded_at = now()
where (p.danceability, p.energy, p.valence, p.tempo_bpm, p.acousticness, p.speechiness, p.instrumentalness, p.liveness,
       p.loudness_db, p.key, p.mode)
      is distinct from
      (excluded.danceability, excluded.energy, excluded.valence, excluded.tempo_bpm, excluded.acousticness,
       excluded.speechiness, excluded.instrumentalness, excluded.liveness, excluded.loudness_db, excluded.key, excluded.mode)
