-- What dashboards show beside daily streams, for the roster that is there: names and credits of tracks, releases over the
-- years, one Spotify track in fifty without a song, a TikTok sound for each artist, and series of followers, monthly
-- listeners, posts, and of the first track's streams on Spotify and in the United States.
insert into core.spotify_track (spotify_track_id, track_id_spotify, name, isrc, first_seen_at)
select song_id_luminate, lpad(song_id_luminate::text, 22, '0'), name, 'XX' || lpad(song_id_luminate::text, 10, '0'),
       cast(:first_on as date)
from core.track;

insert into core.track_artist (track_id, artist_id, credit_order)
select l.track_id, s.artist_id, 1
from core.account_track h
join core.spotify_account s on s.spotify_account_id = h.spotify_account_id
join core.song_link l on l.spotify_track_id = h.spotify_track_id;

update core.track set release_on = cast(:first_on as date) - 400 + (track_id * 37 % 1130)::int;

-- cards were made over the years
update app.artist_card set created_at = cast(:first_on as date) + (artist_id * 7 % 730)::int;

delete from core.song_link where spotify_track_id % 50 = 49;

insert into core.sound (sound_id_tiktok, name, author)
select '7' || lpad(artist_id::text, 18, '0'), 'Sound of ' || name, name from core.artist order by artist_id;

insert into core.artist_sound (artist_id, sound_id, linked_by, known_from)
select a.artist_id, s.sound_id, 'bench', cast(:first_on as date)
from core.artist a
join core.sound s on s.sound_id_tiktok = '7' || lpad(a.artist_id::text, 18, '0');

insert into core.audience_series (metric_id, artist_id, track_id, sound_id, country_code)
select m.metric_id, w.artist_id, w.track_id, w.sound_id, w.country_code
from (
    select code, artist_id, null::bigint as track_id, null::bigint as sound_id, null as country_code
    from core.artist
    cross join (values ('artist_spotify_followers'), ('artist_spotify_listeners')) as of_artist (code)
    union all
    select v.code, null, f.track_id, null, v.country_code
    from (select min(track_id) as track_id from core.track_artist group by artist_id) f
    cross join (values ('track_spotify_streams', null), ('track_luminate_streams', 'US')) as v (code, country_code)
    union all
    select 'sound_tiktok_posts', null, null, sound_id, null from core.sound
) w
join core.metric m on m.code = w.code
order by coalesce(w.artist_id, w.track_id, w.sound_id), m.metric_id
