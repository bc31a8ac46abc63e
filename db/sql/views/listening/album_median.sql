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
select a.user_id, u.name as user_name, a.heard_year, a.catalog_album_id, a.album_id_spotify, a.album_name,
       a.track_count as tracks_in_catalogue, a.tracks_known, coalesce(a.tracks_known >= a.track_count, false) as is_complete,
       a.tracks_played, a.plays,
       (case when (n + 1) / 2 <= n - tracks_played then 0 else v[(n + 1) / 2 - (n - tracks_played)] end
        + case when n / 2 + 1 <= n - tracks_played then 0 else v[n / 2 + 1 - (n - tracks_played)] end) / 2.0 as median_plays
from album a
join core.listening_user u on u.user_id = a.user_id;

comment on view mart.album_median is 'How often a user played the middle track of each album in a year: over all tracks of the album, those never played counting 0. Albums without a play have no row.';
comment on column mart.album_median.user_id is 'Our number of the user.';
comment on column mart.album_median.user_name is 'Name of the user.';
comment on column mart.album_median.heard_year is 'Year in the user''s time zone.';
comment on column mart.album_median.catalog_album_id is 'Our number of the album.';
comment on column mart.album_median.album_id_spotify is 'Spotify''s id of it.';
comment on column mart.album_median.album_name is 'Title of the album.';
comment on column mart.album_median.tracks_in_catalogue is 'Tracks the catalogue counts; null where it does not say.';
comment on column mart.album_median.tracks_known is 'Tracks of it that are here.';
comment on column mart.album_median.is_complete is 'All tracks the catalogue counts are here; where it does not say, false.';
comment on column mart.album_median.tracks_played is 'Different tracks played; several ids of the same track are one.';
comment on column mart.album_median.plays is 'Plays of them.';
comment on column mart.album_median.median_plays is 'Median of plays over all its tracks; over those known where the catalogue does not say how many there are.';
