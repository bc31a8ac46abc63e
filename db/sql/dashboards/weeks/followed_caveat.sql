-- What must be known of a week's streams and posts of followed artists, one row for each thing. `offset 0` has artists
-- chosen before their weeks are looked up.
create view bi.followed_caveat as
select c.week_on, f.artist_id, f.artist, f.artist_link_html, f.label, f.team, c.metric, c.metric_name, c.caveat,
       bi.text_html(c.detail) as detail_html, w.week_on is not null as is_newest
from (select * from bi.followed_artist offset 0) f
cross join lateral (
    select * from mart.artist_caveat
    where artist_id = f.artist_id and metric in ('track_luminate_streams', 'sound_tiktok_posts')) c
left join mart.closed_week w on w.week_on = c.week_on and w.is_newest;

comment on view bi.followed_caveat is 'What must be known of a week''s streams and posts of followed artists.';
comment on column bi.followed_caveat.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column bi.followed_caveat.artist_id is 'Our number of the artist.';
comment on column bi.followed_caveat.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.followed_caveat.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.followed_caveat.label is 'Label of the card.';
comment on column bi.followed_caveat.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.followed_caveat.metric is 'Short name of what is measured.';
comment on column bi.followed_caveat.metric_name is 'Name of what is measured.';
comment on column bi.followed_caveat.caveat is 'What it is, in two or three words.';
comment on column bi.followed_caveat.detail_html is 'What a reader must know, safe to render.';
comment on column bi.followed_caveat.is_newest is 'Of the newest week that is over.';
