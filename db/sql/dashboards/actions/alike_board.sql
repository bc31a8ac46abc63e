-- Artists like each followed one, the nearest first, with the reason.
create view bi.alike_board as
select a.artist_id, a.artist, f.artist_link_html, a.label, a.team, a.source, a.place, a.other_artist, bi.text_html(a.other_artist) as other_artist_html,
       a.score, a.reason, bi.text_html(a.reason) as reason_html
from mart.artist_alike a
join bi.followed_artist f on f.artist_id = a.artist_id;
