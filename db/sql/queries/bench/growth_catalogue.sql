-- Followed artists with two tracks each, and the series of what growth is read from.
insert into core.artist (artist_id_spotify, name)
select lpad(n::text, 22, '0'), 'Artist ' || n from generate_series(1, :artists) n;

insert into app.artist_card (artist_id, status, label, team, created_by, confirmed_at)
select artist_id, 'confirmed', 'Label ' || artist_id % 5, 'Team ' || artist_id % 7, 'bench', now() from core.artist;

insert into core.track (song_id_luminate, name, credit_name)
select a.artist_id * 2 + n, a.name || ' ' || n, a.name from core.artist a cross join generate_series(0, 1) n;

insert into core.track_artist (track_id, artist_id, credit_order)
select track_id, song_id_luminate / 2, 1 from core.track;

insert into core.audience_series (metric_id, artist_id)
select m.metric_id, a.artist_id
from core.artist a
join core.metric m on m.code in ('artist_spotify_followers', 'artist_spotify_popularity')
order by a.artist_id, m.metric_id;

insert into core.audience_series (metric_id, track_id)
select m.metric_id, t.track_id
from core.track t
join core.metric m on m.code = 'track_spotify_popularity'
order by t.track_id;

-- daily levels, the popularity of tracks once a week
insert into core.audience_point (series_id, observed_on, value)
select s.series_id, cast(:day as date) - n,
       case when m.unit = 'points' then 20 + (s.series_id + n) % 60 else 1000 * (s.series_id % 900) + 100 - n end
from core.audience_series s
join core.metric m on m.metric_id = s.metric_id
cross join generate_series(0, cast(:days as int) - 1) n
where m.entity_kind = 'artist' or n % 7 = 0
order by s.series_id, n;

-- a snapshot a week; of every second artist Spotify lists the top tracks too
insert into core.market_reading (artist_id, source, market, read_on, is_present, track_count)
select a.artist_id, 'spotify', k.market, cast(:day as date) - 7 * n, (a.artist_id + k.place + n) % 9 > 0, 2
from core.artist a
cross join core.market k
cross join generate_series(0, cast(:days as int) / 7 - 1) n
where k.is_counted
order by a.artist_id, k.market, n;

insert into core.market_top_track (artist_id, market, read_on, place, track_id_spotify, name, popularity)
select a.artist_id, k.market, cast(:day as date) - 7 * n, p, lpad((a.artist_id * 20 + p)::text, 22, '0'), 'Track', 90 - p
from core.artist a
cross join core.market k
cross join generate_series(0, 1) n
cross join generate_series(1, 10) p
where k.is_counted and a.artist_id % 2 = 0
order by a.artist_id, k.market, n, p;
