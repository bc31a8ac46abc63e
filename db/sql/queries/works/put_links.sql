-- Links that are sure: new ones, and those known already with what speaks for them by these rules.
with given as (
    select g.work_id, g.confidence, g.track_id as track_id_spotify, g.album, g.score,
           array(select jsonb_array_elements_text(cast(g.reasons as jsonb))) as reasons
    from unnest(cast(:work_ids as bigint[]), cast(:confidences as text[]), cast(:track_ids as text[]),
                cast(:albums as text[]), cast(:scores as float8[]), cast(:reasons as text[]))
         as g (work_id, confidence, track_id, album, score, reasons)
    where g.confidence = 'high'
), again as (
    update core.work_link l
    set score = g.score, reasons = g.reasons, album = g.album, method_version = :method_version
    from given g
    where l.work_id = g.work_id and l.track_id_spotify = g.track_id_spotify and l.known_until is null
      and l.linked_by = 'auto-linker'
      and (l.score, l.reasons, l.album, l.method_version) is distinct from (g.score, g.reasons, g.album, :method_version)
    returning l.work_id
), added as (
    insert into core.work_link (work_id, track_id_spotify, album, confidence, score, reasons, method_version, linked_by,
                                known_from)
    select g.work_id, g.track_id_spotify, g.album, 'high', g.score, g.reasons, :method_version, 'auto-linker', now()
    from given g
    where not exists (select from core.work_link l where l.work_id = g.work_id and l.known_until is null)
    returning work_id
)
select (select count(*) from added) as added, (select count(*) from again) as again
