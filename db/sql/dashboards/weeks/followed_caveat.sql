-- What must be known of a week's streams and posts of followed artists, one row for each thing. `offset 0` has artists
-- chosen before their weeks are looked up.
create view bi.followed_caveat as
select c.week_on, f.artist_id, f.artist,
       (select l.artist_link_html from bi.followed_artist l where l.artist_id = f.artist_id) as artist_link_html, f.label, f.team, c.metric, c.metric_name, c.caveat,
       bi.text_html(c.detail) as detail_html, w.week_on is not null as is_newest
from (select artist_id, artist, label, team from mart.followed_artist offset 0) f
cross join lateral (
    select * from mart.artist_caveat
    where artist_id = f.artist_id and metric in ('track_luminate_streams', 'sound_tiktok_posts')) c
left join mart.closed_week w on w.week_on = c.week_on and w.is_newest;
