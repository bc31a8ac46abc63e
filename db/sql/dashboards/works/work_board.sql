-- Works of followed artists as the dashboard lists them: whether each is linked, the track, and why not.
create view bi.work_board as
select w.work_id, f.artist_id, f.artist, f.artist_link_html, f.label, f.team, w.title, w.credit_name, w.isrc, w.album,
       w.release_on, w.link_state, w.is_linked, coalesce(w.missing_reason, '') as missing_reason,
       case when w.track_id_spotify ~ '^[0-9A-Za-z]{22}$'
            then '<a href="' || w.track_url || '" target="_blank">' || bi.escaped(w.title) || '</a>'
            else bi.text_html(w.title) end as title_html
from mart.work w
join bi.followed_artist f on f.artist_id = w.artist_id;
