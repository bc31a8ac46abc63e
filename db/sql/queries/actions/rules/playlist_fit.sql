-- A playlist whose sound a track of a followed artist has, and that has songs of artists alike but none of this artist. Profiles
-- are of one source, the one that knows most tracks, because values of two are not comparable.
create temporary table track_sound on commit drop as
with profile as (
    select distinct on (s.track_id, a.source) s.track_id, a.source, a.danceability, a.energy, a.valence, a.acousticness,
           a.tempo_bpm / 200 as tempo
    from core.audio_profile a
    join core.audience_series s on s.identifier = a.track_id_spotify and s.track_id is not null
    order by s.track_id, a.source, a.read_on desc
), most as (
    select source from profile group by source order by count(*) desc, source limit 1
)
select track_id, danceability, energy, valence, acousticness, tempo
from profile
where source = (select source from most) and num_nonnulls(danceability, energy, valence, acousticness, tempo) = 5;

create temporary table playlist_member on commit drop as
select distinct e.source, e.identifier, e.artist_id, e.track_id
from core.event e
where e.kind = 'playlist_entry' and e.until_on is null
  and not exists (
      select from core.event x
      where x.artist_id = e.artist_id and x.track_id is not distinct from e.track_id and x.source = e.source
        and x.identifier = e.identifier and x.kind = 'playlist_exit' and x.happened_on >= e.happened_on);

create temporary table playlist_sound on commit drop as
select m.source, m.identifier, count(*) as tracks, avg(s.danceability) as danceability, avg(s.energy) as energy,
       avg(s.valence) as valence, avg(s.acousticness) as acousticness, avg(s.tempo) as tempo
from playlist_member m
join track_sound s on s.track_id = m.track_id
group by m.source, m.identifier
having count(*) >= :fit_least;

-- judged where the artist's own sound is known and there are playlists of a known sound
insert into action_judged (rule, artist_id)
select distinct 'playlist_fit', t.artist_id
from core.track_artist t
join track_sound s on s.track_id = t.track_id
join app.artist_card c on c.artist_id = t.artist_id and c.status = 'confirmed'
where exists (select from playlist_sound);

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'playlist_fit', f.artist_id, 'playlist ' || f.identifier, 'Fits “' || f.title || '”: ' || f.name,
       'Pitch “' || f.name || '” to the curator of “' || f.title || '”.',
       jsonb_build_array(
           jsonb_build_object('what', 'apart in sound, 0 to 1', 'value', to_char(f.apart, 'FM0.00'),
                              'source', 'audio profiles of ' || f.tracks || ' tracks there'),
           jsonb_build_object('what', 'artists alike there', 'value', f.alike, 'source', 'genres and listeners; ' || f.source),
           jsonb_build_object('what', 'followers of the playlist', 'value', coalesce(to_char(f.size, 'FM999,999,999,999'), 'not known'),
                              'source', f.source)),
       'hours', 'streams', least(0.9, 0.2 + 0.06 * log(greatest(coalesce(f.size, 1), 1)) + 0.3 * (1 - f.apart / :fit_apart))
from (
    select g.*, row_number() over (partition by g.artist_id order by g.size desc nulls last, g.apart, g.identifier) as artist_place
    from (
        select distinct on (a.artist_id, p.source, p.identifier) a.artist_id, p.source, p.identifier, p.tracks, a.alike, k.name, d.apart,
               i.title, i.size
        from (
            select s.artist_id, m.source, m.identifier, count(distinct m.artist_id) as alike
            from mart.similar_artist s
            join playlist_member m on m.artist_id = s.other_artist_id
            where s.source = 'groundswell'
            group by s.artist_id, m.source, m.identifier
        ) a
        join playlist_sound p on p.source = a.source and p.identifier = a.identifier
        join app.artist_card c on c.artist_id = a.artist_id and c.status = 'confirmed'
        join core.track_artist t on t.artist_id = a.artist_id and t.credit_order = 1
        join track_sound s on s.track_id = t.track_id
        join core.track k on k.track_id = t.track_id
        cross join lateral (
            select (abs(s.danceability - p.danceability) + abs(s.energy - p.energy) + abs(s.valence - p.valence)
                    + abs(s.acousticness - p.acousticness) + abs(s.tempo - p.tempo)) / 5 as apart) d
        cross join lateral (
            select e.title, e.size from core.event e
            where e.source = p.source and e.identifier = p.identifier order by e.happened_on desc limit 1) i
        where d.apart <= :fit_apart
          and not exists (select from playlist_member o
                          where o.source = p.source and o.identifier = p.identifier and o.artist_id = a.artist_id)
        order by a.artist_id, p.source, p.identifier, d.apart, k.track_id
    ) g
) f
where f.artist_place <= 3;
