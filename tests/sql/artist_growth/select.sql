-- Followers at Spotify, and whatever else was read; cells beside as a reader sees them.
select g.*, regexp_replace(value_html, '<[^>]*>', '', 'g') as now_shown,
       regexp_replace(week_change_html, '<[^>]*>', '', 'g') as week_shown,
       regexp_replace(four_weeks_change_html, '<[^>]*>', '', 'g') as four_weeks_shown
from bi.artist_growth g
where metric = 'artist_spotify_followers' or read_on is not null
