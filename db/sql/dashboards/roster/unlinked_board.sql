-- Spotify tracks of followed artists that bring no figures, as the dashboard lists them; an artist without any has a row
-- that says so. `offset 0` has artists chosen before their tracks are looked up.
create view bi.unlinked_board as
select f.artist_id, f.artist, f.artist_link_html, f.label, f.team, u.track_id_spotify,
       case when u.track_id_spotify ~ '^[0-9A-Za-z]{22}$'
            then '<a href="https://open.spotify.com/track/' || u.track_id_spotify || '" target="_blank">'
                 || bi.escaped(coalesce(u.track_name, u.track_id_spotify)) || '</a>'
            else bi.text_html(coalesce(u.track_name, u.track_id_spotify)) end as track_link_html,
       u.track_name, u.isrc, coalesce(u.reason, 'none: every track brings figures') as reason, u.is_primary,
       coalesce(bi.text_html(u.link_reason), '') as link_reason_html, u.days_since_seen
from (select * from bi.followed_artist offset 0) f
left join lateral (select * from mart.unlinked_track where artist_id = f.artist_id offset 0) u on true;
