-- Tracks that wait for a person: those found now. What was decided stays decided.
with given as (
    select g.work_id, g.confidence, g.track_id as track_id_spotify, g.album, g.score,
           array(select jsonb_array_elements_text(cast(g.reasons as jsonb))) as reasons
    from unnest(cast(:work_ids as bigint[]), cast(:confidences as text[]), cast(:track_ids as text[]),
                cast(:albums as text[]), cast(:scores as float8[]), cast(:reasons as text[]))
         as g (work_id, confidence, track_id, album, score, reasons)
), dropped as (
    delete from app.work_suggestion s
    using given g
    where s.work_id = g.work_id and s.state = 'waiting'
      and (g.confidence <> 'medium' or s.track_id_spotify <> g.track_id_spotify)
)
insert into app.work_suggestion (work_id, track_id_spotify, score, reasons, method_version)
select g.work_id, g.track_id_spotify, g.score, g.reasons, :method_version
from given g
where g.confidence = 'medium'
on conflict (work_id, track_id_spotify) do update
set score = excluded.score, reasons = excluded.reasons, method_version = excluded.method_version
where app.work_suggestion.state = 'waiting'
