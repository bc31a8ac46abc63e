-- Weeks of streams and of TikTok posts of some artists; null where nothing was seen
select a.artist_id, w.day::date as week_on, s.total as streams, p.total as posts
from unnest(cast(:artists as bigint[])) as a (artist_id)
cross join generate_series(cast(:first_week as timestamp), cast(:week as timestamp), interval '7 days') as w (day)
left join mart.artist_trend s
  on s.artist_id = a.artist_id and s.week_on = w.day::date and s.metric = 'track_luminate_streams'
left join mart.artist_trend p on p.artist_id = a.artist_id and p.week_on = w.day::date and p.metric = 'sound_tiktok_posts'
order by a.artist_id, w.day;
