-- TikTok sounds of followed artists week by week, with a link to the sound.
create view bi.followed_sound_week as
select w.week_on, f.artist_id, f.artist, f.label, f.team, s.sound_id_tiktok,
       '<a href="https://www.tiktok.com/music/-' || bi.escaped(s.sound_id_tiktok) || '" target="_blank">'
           || bi.escaped(coalesce(s.name, s.sound_id_tiktok)) || '</a>' as sound_link_html,
       coalesce(s.name, s.sound_id_tiktok) as sound_name, bi.text_html(t.name) as track_name_html,
       w.value as total, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.level, w.week_on = n.week_on and n.week_on is not null as is_newest
from mart.followed_artist f
join core.artist_sound l on l.artist_id = f.artist_id and l.known_until is null
join core.sound s on s.sound_id = l.sound_id
left join core.track t on t.track_id = l.track_id
join mart.sound_week w on w.sound_id = l.sound_id
left join mart.newest_week n on n.metric_id = w.metric_id;
