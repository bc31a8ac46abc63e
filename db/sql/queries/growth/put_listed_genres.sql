-- Genres that Soundcharts' metadata of followed artists holds, each root with what is below it; no row where the reading
-- before has the same.
with told as (
    select a.artist_id, array(
        select g.name
        from jsonb_array_elements(a.genres_soundcharts) with ordinality as e (entry, place)
        cross join lateral (
            select e.entry ->> 'root' as name, 0 as at
            union all
            select s.sub, s.at::int from jsonb_array_elements_text(e.entry -> 'sub') with ordinality as s (sub, at)) g
        where g.name <> ''
        group by g.name
        order by min(e.place), min(g.at), g.name) as genres
    from core.artist a
    where jsonb_typeof(a.genres_soundcharts) = 'array'
      and exists (select from app.artist_card c where c.artist_id = a.artist_id and c.status = 'confirmed')
)
insert into core.genre_reading (artist_id, source, read_on, genres)
select t.artist_id, 'soundcharts', cast(:day as date), t.genres
from told t
where t.genres is distinct from (
    select r.genres from core.genre_reading r
    where r.artist_id = t.artist_id and r.source = 'soundcharts' and r.read_on <= cast(:day as date)
    order by r.read_on desc limit 1)
order by t.artist_id
on conflict (artist_id, source, read_on) do update set genres = excluded.genres, loaded_at = now()
