-- Streams of followed artists day by day with what they released that day, for lines with release marks.
create view bi.artist_day_marked as
select f.artist_id, f.artist, f.label, f.team, f.is_first, d.observed_on, d.streams, d.song_count,
       (select string_agg(t.name, ', ' order by t.name)
        from core.track_artist k
        join core.track t on t.track_id = k.track_id and t.release_on = d.observed_on
        where k.artist_id = f.artist_id) as released
from mart.followed_artist f
join mart.artist_streams_daily d on d.artist_id = f.artist_id;
