-- Streams of followed artists day by day with what they released that day, for lines with release marks.
create view bi.artist_day_marked as
select f.artist_id, f.artist, f.label, f.team, f.is_first, d.observed_on, d.streams, d.song_count,
       (select string_agg(t.name, ', ' order by t.name)
        from core.track_artist k
        join core.track t on t.track_id = k.track_id and t.release_on = d.observed_on
        where k.artist_id = f.artist_id) as released
from mart.followed_artist f
join mart.artist_streams_daily d on d.artist_id = f.artist_id;

comment on view bi.artist_day_marked is 'Streams of followed artists day by day, with what was released.';
comment on column bi.artist_day_marked.artist_id is 'Our number of the artist.';
comment on column bi.artist_day_marked.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.artist_day_marked.label is 'Label of the card.';
comment on column bi.artist_day_marked.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.artist_day_marked.is_first is 'First by name: whom a dashboard opens with.';
comment on column bi.artist_day_marked.observed_on is 'Day, the source''s own.';
comment on column bi.artist_day_marked.streams is 'Sum over the linked songs with a reading that day.';
comment on column bi.artist_day_marked.song_count is 'Songs with a reading that day.';
comment on column bi.artist_day_marked.released is 'Titles first released that day; null when none were.';
