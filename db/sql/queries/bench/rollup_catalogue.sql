-- A method, 300 genres and 40 moods, so many tracks with 3 to 6 genres each and one to three moods on four of five, and
-- a few podcasts; genres are as unequal as in life. Shares are drawn, rounded down, and the first takes the rest.
-- checking each of two million rows against what it names takes longer than all that is measured
alter table mart.track_genre drop constraint fk_track_genre_heard_item_id, drop constraint fk_track_genre_genre_id,
    drop constraint fk_track_genre_method_id;
alter table mart.track_mood drop constraint fk_track_mood_heard_item_id, drop constraint fk_track_mood_mood_id,
    drop constraint fk_track_mood_method_id;

insert into core.method (method_version, formula, taxonomy_sha256, priors, is_current)
values ('bench', 1, 'bench', '{}', true);

insert into core.genre (name, is_root) select 'genre ' || n, n <= 20 from generate_series(1, 300) n;

insert into core.mood (name) select 'mood ' || n from generate_series(1, 40) n;

insert into core.catalog_album (album_id_spotify, name, track_count)
select lpad(n::text, 22, '0'), 'Album ' || n, 12 from generate_series(0, (:tracks - 1) / 12) n;

insert into core.catalog_track (track_id_spotify, name, catalog_album_id)
select lpad(n::text, 22, '0'), 'Track ' || n, a.catalog_album_id
from generate_series(0, :tracks - 1) n
join core.catalog_album a on a.album_id_spotify = lpad((n / 12)::text, 22, '0')
order by n;

insert into core.heard_item (kind, item_id_spotify, name, artist_name, catalog_track_id)
select 'music', track_id_spotify, name, 'Artist', catalog_track_id from core.catalog_track order by catalog_track_id;

insert into core.heard_item (kind, item_id_spotify, name)
select 'podcast', lpad(n::text, 22, 'p'), 'Episode ' || n from generate_series(1, 1000) n;

insert into core.play_context (form, is_video) select 'extended', n = 1 from generate_series(0, 1) n;

select setseed(0.5);

with drawn as (
    select h.heard_item_id, 1 + floor(300 * power(random(), 2.5))::int as genre_id, min(0.05 + random()) as weight
    from core.heard_item h
    cross join lateral generate_series(1, 3 + h.heard_item_id % 4) n
    where h.kind = 'music'
    group by 1, 2
), shared as (
    select heard_item_id, genre_id, floor(1e6 * weight / sum(weight) over (partition by heard_item_id))::int as share_ppm,
           row_number() over (partition by heard_item_id order by genre_id) as place
    from drawn
), rest as (
    select heard_item_id, 1000000 - sum(share_ppm)::int as missing from shared group by 1
)
insert into mart.track_genre (method_id, heard_item_id, genre_id, share_ppm)
select m.method_id, heard_item_id, genre_id, share_ppm + case when place = 1 then missing else 0 end
from shared join rest using (heard_item_id) cross join core.method m
order by heard_item_id, genre_id;

with drawn as (
    select h.heard_item_id, 1 + floor(40 * power(random(), 2))::int as mood_id, min(0.05 + random()) as weight
    from core.heard_item h
    cross join lateral generate_series(1, 1 + h.heard_item_id % 3) n
    where h.kind = 'music' and h.heard_item_id % 5 <> 0
    group by 1, 2
), shared as (
    select heard_item_id, mood_id, floor(1e6 * weight / sum(weight) over (partition by heard_item_id))::int as share_ppm,
           row_number() over (partition by heard_item_id order by mood_id) as place
    from drawn
), rest as (
    select heard_item_id, 1000000 - sum(share_ppm)::int as missing from shared group by 1
)
insert into mart.track_mood (method_id, heard_item_id, mood_id, share_ppm)
select m.method_id, heard_item_id, mood_id, share_ppm + case when place = 1 then missing else 0 end
from shared join rest using (heard_item_id) cross join core.method m
order by heard_item_id, mood_id;
