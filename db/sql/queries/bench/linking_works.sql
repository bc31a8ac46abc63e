-- Works of an artist each, given as JSON, with what Spotify would have answered for them.
with given as (
    select * from jsonb_to_recordset(cast(:works as jsonb))
        as g (artist text, artist_id text, title text, credit text, isrc text, album text, ms int, release_on date,
              candidates jsonb)
), artists as (
    insert into core.artist (artist_id_spotify, name)
    select distinct artist_id, artist from given
    on conflict (artist_id_spotify) do nothing
), numbered as (
    select g.*, nextval(pg_get_serial_sequence('core.work', 'work_id')) as work_id from given g
)
select work_id, artist_id, title, credit, isrc, album, ms, release_on, candidates into temporary bench_works from numbered
