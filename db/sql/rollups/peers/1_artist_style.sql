-- grain:   one row per artist, kind (genre, root, mood) and name, weights of a kind adding up to 1; a temporary table
-- sources: mart.track_genre, mart.track_mood (heard tracks, current method); core.artist.genres_soundcharts or core.genre_reading where nothing was heard
-- window:  everything known now
-- re-run:  safe; the table ends with the transaction
create temporary table heard_by_artist on commit drop as
select distinct a.artist_id, h.heard_item_id
from core.heard_item h
join core.catalog_track_artist c on c.catalog_track_id = h.catalog_track_id and c.credit_order = 1
join core.catalog_artist k on k.catalog_artist_id = c.catalog_artist_id
join core.artist a on a.artist_id_spotify = k.artist_id_spotify;

-- what a provider files an artist under; Spotify's names where Soundcharts has none
create temporary table provider_entry on commit drop as
select a.artist_id, e.entry
from core.artist a
cross join lateral jsonb_array_elements(a.genres_soundcharts) as e (entry)
union all
select n.artist_id, jsonb_build_object('root', g.name, 'sub', '[]'::jsonb)
from (select distinct on (artist_id) artist_id, genres from core.genre_reading
      where source = 'spotify' order by artist_id, read_on desc) n
join core.artist a on a.artist_id = n.artist_id and coalesce(a.genres_soundcharts, '[]'::jsonb) = '[]'::jsonb
cross join lateral unnest(n.genres) as g (name);

-- a genre as a provider names it: the canonical one of that name, or of the first of its parts ("hip-hop & rap")
create temporary table provider_name on commit drop as
with named as (
    select distinct lower(e.entry ->> 'root') as name from provider_entry e
    union
    select distinct lower(s.sub) from provider_entry e
    cross join lateral jsonb_array_elements_text(e.entry -> 'sub') as s (sub)
), folded_genre as (
    select distinct on (folded) g.genre_id, regexp_replace(lower(g.name), '[^\w&]', '', 'g') as folded
    from core.genre g where g.genre_id <> 0 order by folded, g.genre_id
)
select n.name, f.genre_id
from named n
left join lateral (
    select g.genre_id
    from (select n.name as part, 0 as place
          union all
          select p.part, p.place::int from regexp_split_to_table(n.name, '\s*[&/,]\s*') with ordinality as p (part, place)) parts
    join folded_genre g on g.folded = regexp_replace(parts.part, '[^\w&]', '', 'g')
    order by parts.place limit 1) f on true
where n.name <> '';

create temporary table artist_style on commit drop as
with tagged as (
    select h.artist_id, t.genre_id, null::text as name, null::text as root, sum(t.share_ppm)::double precision as weight
    from heard_by_artist h
    join mart.track_genre t on t.heard_item_id = h.heard_item_id
    join core.method m on m.method_id = t.method_id and m.is_current
    where t.genre_id <> 0
    group by h.artist_id, t.genre_id
), filed as (
    select e.artist_id, n.genre_id, lower(s.name) as name, lower(e.entry ->> 'root') as root, 1.0 / s.of as weight
    from provider_entry e
    -- a root without a genre below it is the genre itself
    cross join lateral (
        select s.sub as name, count(*) over () as of from jsonb_array_elements_text(e.entry -> 'sub') as s (sub)
        union all
        select e.entry ->> 'root', 1 where coalesce(jsonb_array_length(e.entry -> 'sub'), 0) = 0) s
    left join provider_name n on n.name = lower(s.name)
    where s.name <> '' and not exists (select from tagged t where t.artist_id = e.artist_id)
), weighed as (
    select *, weight / sum(weight) over (partition by artist_id) as share
    from (select * from tagged union all select * from filed) w
), parts as (
    select w.artist_id, 'genre' as kind, coalesce(g.name, w.name) as name, w.share
    from weighed w left join core.genre g on g.genre_id = w.genre_id
    union all
    select w.artist_id, 'root', coalesce(r.name, w.root), w.share * coalesce(b.share_ppm / 1e6, 1)
    from weighed w
    -- what is filed under a root no taxonomy places below it stays under that root
    left join provider_name p on p.name = w.root and w.genre_id is null
    left join core.genre_root b on b.genre_id = coalesce(w.genre_id, p.genre_id)
    left join core.genre r on r.genre_id = b.root_id
    union all
    select h.artist_id, 'mood', o.name,
           sum(t.share_ppm) / sum(sum(t.share_ppm)) over (partition by h.artist_id)
    from heard_by_artist h
    join mart.track_mood t on t.heard_item_id = h.heard_item_id
    join core.method m on m.method_id = t.method_id and m.is_current
    join core.mood o on o.mood_id = t.mood_id
    where t.mood_id <> 0
    group by h.artist_id, o.name
)
select artist_id, kind, name, sum(share)::double precision as weight
from parts where name is not null
group by artist_id, kind, name;
analyze artist_style;

-- who is a listener of whom: by number alone, which stays in this transaction
create temporary table artist_listener on commit drop as
select h.artist_id, y.user_id
from heard_by_artist h
join mart.user_track_year y on y.heard_item_id = h.heard_item_id
group by h.artist_id, y.user_id
having sum(y.plays) >= :plays_least;
