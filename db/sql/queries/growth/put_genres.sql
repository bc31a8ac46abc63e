-- Genres of an artist as a source tells them on a day; no row where the reading before has the same.
insert into core.genre_reading (artist_id, source, read_on, genres)
select :artist_id, :source, cast(:day as date), cast(:genres as text[])
where cast(:genres as text[]) is distinct from (
    select genres from core.genre_reading
    where artist_id = :artist_id and source = :source and read_on <= cast(:day as date)
    order by read_on desc limit 1)
on conflict (artist_id, source, read_on) do update set genres = excluded.genres, loaded_at = now()
