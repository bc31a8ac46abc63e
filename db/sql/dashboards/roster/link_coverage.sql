-- How many of an artist's Spotify tracks bring figures, against the target: 94 % of them.
create view bi.link_coverage as
select f.artist_id, f.artist, f.picture_html, f.artist_link_html, f.label, f.team, c.track_count, c.linked_count, c.linked_share,
       t.share as target_share, n.short_count,
       case when c.track_count = 0 then 'no tracks known' when n.short_count = 0 then 'at the target'
            else n.short_count || ' short' end as state
from bi.followed_artist f
join mart.artist_card c on c.artist_id = f.artist_id and c.status = 'confirmed'
cross join (values (0.94)) as t (share)
cross join lateral (
    select greatest(ceil(t.share * c.track_count) - c.linked_count, 0)::bigint as short_count) n;

comment on view bi.link_coverage is
    'Spotify tracks of followed artists, how many of them are linked to a song, and how many short of the target.';
comment on column bi.link_coverage.artist_id is 'Our number of the artist.';
comment on column bi.link_coverage.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.link_coverage.picture_html is 'HTML: picture or initials, a link to the dashboard Artist.';
comment on column bi.link_coverage.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.link_coverage.label is 'Label of the card.';
comment on column bi.link_coverage.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.link_coverage.track_count is 'Spotify tracks of the artist.';
comment on column bi.link_coverage.linked_count is 'Of these, linked to a song that has figures.';
comment on column bi.link_coverage.linked_share is 'linked_count over track_count; null without tracks.';
comment on column bi.link_coverage.target_share is 'Share that is aimed at.';
comment on column bi.link_coverage.short_count is 'Links that are missing to reach the target; 0 where it is reached.';
comment on column bi.link_coverage.state is 'at the target, so many short, or no tracks known.';
