insert into core.audio_profile as p
    (track_id_spotify, source, read_on, danceability, energy, valence, tempo_bpm, acousticness, speechiness,
     instrumentalness, liveness, loudness_db, key, mode)
select a.track_id_spotify, :source, :day, a.danceability, a.energy, a.valence, a.tempo_bpm, a.acousticness, a.speechiness,
       a.instrumentalness, a.liveness, a.loudness_db, a.key, a.mode
from unnest(cast(:track_id_spotify as text[]), cast(:danceability as float[]), cast(:energy as float[]),
            cast(:valence as float[]), cast(:tempo_bpm as float[]), cast(:acousticness as float[]),
            cast(:speechiness as float[]), cast(:instrumentalness as float[]), cast(:liveness as float[]),
            cast(:loudness_db as float[]), cast(:key as smallint[]), cast(:mode as smallint[]))
     as a (track_id_spotify, danceability, energy, valence, tempo_bpm, acousticness, speechiness, instrumentalness,
           liveness, loudness_db, key, mode)
order by a.track_id_spotify
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
