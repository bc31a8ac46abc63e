-- Spotify tracks of followed artists that bring no figures, as the dashboard lists them; an artist without any has a row
-- that says so. `offset 0` has artists chosen before their tracks are looked up.
create view bi.unlinked_board as
select f.artist_id, f.artist, f.artist_link_html, f.label, f.team, u.track_id_spotify,
       case when u.track_id_spotify ~ '^[0-9A-Za-z]{22}$'
            then '<a href="https://open.spotify.com/track/' || u.track_id_spotify || '" target="_blank">'
                 || bi.escaped(coalesce(u.track_name, u.track_id_spotify)) || '</a>'
            else bi.text_html(coalesce(u.track_name, u.track_id_spotify)) end as track_link_html,
       u.track_name, u.isrc, coalesce(u.reason, 'none: every track brings figures') as reason, u.is_primary,
       coalesce(bi.text_html(u.said), '') as link_reason_html, u.days_since_seen
from (select * from bi.followed_artist offset 0) f
left join lateral (select * from mart.unlinked_track where artist_id = f.artist_id offset 0) u on true;

comment on view bi.unlinked_board is 'Spotify tracks of followed artists that bring no figures, with reason and age.';
comment on column bi.unlinked_board.artist_id is 'Our number of the artist.';
comment on column bi.unlinked_board.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.unlinked_board.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.unlinked_board.label is 'Label of the card.';
comment on column bi.unlinked_board.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.unlinked_board.track_id_spotify is 'Spotify''s id of the track.';
comment on column bi.unlinked_board.track_link_html is 'HTML: title, a link to the track at Spotify.';
comment on column bi.unlinked_board.track_name is 'Title; null where unknown.';
comment on column bi.unlinked_board.isrc is 'ISRC of the recording; null where unknown.';
comment on column bi.unlinked_board.reason is 'Why it brings no figures, or that there is no such track.';
comment on column bi.unlinked_board.is_primary is 'The artist is the track''s main artist.';
comment on column bi.unlinked_board.link_reason_html is 'Reason given for a link by hand, safe to render; else empty.';
comment on column bi.unlinked_board.days_since_seen is 'Days since the vendor first named the track.';
