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
