-- Median plays of an album's tracks, those never played counting 0. Over N tracks of which k were played the ranks of the
-- plays v, in order, are moved up by the N - k zeros, which need no rows of their own.
create view mart.album_median as
with track as (
    select p.user_id, p.heard_year, t.catalog_album_id, t.catalog_track_id, sum(p.plays) as plays
    from mart.user_track_year p
    -- limit 1 keeps both a look-up by key: a year of one user names few of all items
    cross join lateral (
        select i.catalog_track_id, i.item_id_spotify from core.heard_item i where i.heard_item_id = p.heard_item_id limit 1
    ) h
    cross join lateral (
        select c.catalog_track_id, c.catalog_album_id
        from core.catalog_track c
        where c.catalog_track_id = coalesce(
            h.catalog_track_id, (select s.catalog_track_id from core.catalog_track s where s.track_id_spotify = h.item_id_spotify)
        )
        limit 1
    ) t
    where p.plays > 0 and t.catalog_album_id is not null
    group by p.user_id, p.heard_year, t.catalog_album_id, t.catalog_track_id
), played as (
    select user_id, heard_year, catalog_album_id, count(*)::int as tracks_played, sum(plays)::bigint as plays,
           array_agg(plays order by plays) as v
    from track
    group by user_id, heard_year, catalog_album_id
), album as (
    select p.*, a.name as album_name, a.album_id_spotify, a.track_count, k.tracks_known,
           greatest(a.track_count, k.tracks_known) as n
    from played p
    join core.catalog_album a on a.catalog_album_id = p.catalog_album_id
    cross join lateral (
        select count(*)::int as tracks_known from core.catalog_track t where t.catalog_album_id = p.catalog_album_id
    ) k
)
select a.user_id, u.user_name, a.heard_year, a.catalog_album_id, a.album_id_spotify, a.album_name,
       a.track_count as tracks_in_catalogue, a.tracks_known, coalesce(a.tracks_known >= a.track_count, false) as is_complete,
       a.tracks_played, a.plays,
       (case when (n + 1) / 2 <= n - tracks_played then 0 else v[(n + 1) / 2 - (n - tracks_played)] end
        + case when n / 2 + 1 <= n - tracks_played then 0 else v[n / 2 + 1 - (n - tracks_played)] end) / 2.0 as median_plays
from album a
join mart.listener u on u.user_id = a.user_id;
