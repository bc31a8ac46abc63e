-- TikTok sounds of artists with a confirmed card, week by week; a sound of two artists has a row for each.
create view mart.sound_trend as
select w.week_on, w.sound_id, s.sound_id_tiktok, coalesce(s.name, s.sound_id_tiktok) as sound_name, s.author,
       l.artist_id, a.name as artist_name, c.label, c.team, t.name as track_name, p.code as platform,
       m.code as metric, m.name as metric_name, m.unit,
       w.value as total, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.correction as removals, w.level, w.days_present, w.days_spanned,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.sound_week w
join core.sound s on s.sound_id = w.sound_id
join core.artist_sound l on l.sound_id = w.sound_id and l.known_until is null
join app.artist_card c on c.artist_id = l.artist_id and c.status = 'confirmed'
join core.artist a on a.artist_id = l.artist_id
left join core.track t on t.track_id = l.track_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id;
