-- Puts suggestions into the queue; what a person has decided or linked is left alone. Tells how many are new.
with given as (
    select * from unnest(cast(:sounds as bigint[]), cast(:artists as bigint[]), cast(:tracks as bigint[]),
                         cast(:scores as double precision[]), cast(:evidence as text[]))
        as g (sound_id, artist_id, track_id, score, evidence)
), put as (
    insert into app.sound_suggestion as s (sound_id, artist_id, track_id, score, evidence)
    select g.sound_id, g.artist_id, g.track_id, g.score, g.evidence
    from given g
    where not exists (select from core.artist_sound l
                      where l.sound_id = g.sound_id and l.artist_id = g.artist_id and l.known_until is null)
    order by g.sound_id, g.artist_id
    on conflict (sound_id, artist_id) do update
        set track_id = excluded.track_id, score = excluded.score, evidence = excluded.evidence
        where s.state = 'waiting'
          and (s.track_id, s.score, s.evidence) is distinct from (excluded.track_id, excluded.score, excluded.evidence)
    returning (xmax = 0) as is_new
)
select count(*) filter (where is_new) as new, count(*) filter (where not is_new) as changed from put
