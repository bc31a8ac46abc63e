with works as (
    insert into core.work (work_id, artist_id, title, credit_name, isrc, album, duration_ms, release_on, entered_by,
                           entered_at, changed_at)
    overriding system value
    select b.work_id, a.artist_id, b.title, b.credit, b.isrc, b.album, b.ms, b.release_on, 'bench', now(), now()
    from bench_works b join core.artist a on a.artist_id_spotify = b.artist_id
    returning work_id
)
insert into core.work_candidate (work_id, track_id_spotify, title, artist_ids_spotify, artist_names, album_id_spotify,
                                 album, album_type, release_on, duration_ms, isrc, found_by, fetched_at)
select b.work_id, c.id, c.title, c.artist_ids, c.artist_names, c.album_id, c.album, c.album_type, c.release_on, c.ms, c.isrc,
       'search', now()
from works w
join bench_works b using (work_id)
cross join jsonb_to_recordset(b.candidates)
    as c (id text, title text, artist_ids text[], artist_names text[], album_id text, album text, album_type text,
          release_on date, ms int, isrc text)
