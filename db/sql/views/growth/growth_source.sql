-- Where each field of growth comes from: what Spotify lets the key ask, and what the newest figures were read from.
create view mart.growth_source as
with newest as (
    select * from mart.growth_metric where measured_on = (select max(measured_on) from mart.growth_metric)
), used as (
    select x.field, coalesce(x.source, 'nowhere') as source, count(*) as artists
    from newest n
    cross join lateral (values ('followers', n.followers_source), ('popularity', n.popularity_source),
                               ('markets', n.markets_source), ('track_popularity', n.tracks_source)) as x (field, source)
    group by 1, 2
    union all
    select 'top_tracks', 'spotify', count(distinct artist_id)
    from core.market_top_track
    where read_on = (select max(read_on) from core.market_top_track)
    having count(*) > 0
    union all
    select 'genres', source, count(distinct artist_id) from core.genre_reading where genres <> '{}' group by source
    union all
    select 'audio', source, count(*) from core.audio_profile group by source
)
select d.place, d.field, d.field_name, c.is_available,
       case when d.feature is null then 'told with each artist' when c.is_available then 'available to this key' when not c.is_available then 'not available to this key'
            else 'not asked yet' end as spotify_state,
       c.reason as spotify_reason, c.checked_at,
       coalesce((select string_agg(u.source || ': ' || u.artists || case when d.field = 'audio' then ' tracks' else ' artists' end,
                                   '; ' order by u.artists desc, u.source)
                 from used u where u.field = d.field), 'nowhere yet') as comes_from
from (values (1, 'followers', 'Followers', 'artist_followers'), (2, 'popularity', 'Popularity', 'artist_popularity'),
             (3, 'markets', 'Markets', 'available_markets'), (4, 'top_tracks', 'Top tracks by market', 'top_tracks'),
             (5, 'track_popularity', 'Popularity of tracks', 'track_popularity'),
             (6, 'audio', 'Audio features', 'audio_features'), (7, 'genres', 'Genres', null)) as d (place, field, field_name, feature)
left join ops.capability c on c.provider = 'spotify' and c.feature = d.feature;
