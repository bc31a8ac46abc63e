-- New releases of a week against the artist's last one, as the label's page lists them. The bar is this song's first days,
-- the tick the last song's on the same days; the longer of the two fills the width.
create view bi.release_board as
select r.week_on, r.artist_id, f.artist, f.label, f.team, f.artist_link_html, r.song, bi.text_html(r.song) as song_html,
       r.release_on, r.days_out, r.streams as first_7_days, bi.text_html(r.last_song) as last_song_html,
       r.last_compared as last_7_days, r.ratio,
       bi.bullet_html(r.compared, r.last_compared) as bullet_html, bi.text_html(r.sentence) as sentence_html
from mart.new_release r
join bi.followed_artist f on f.artist_id = r.artist_id;
