-- TikTok sounds of artists with a confirmed card, week by week; a sound of two artists has a row for each.
create view mart.sound_trend as
select w.week_on, w.sound_id, s.sound_id_tiktok, coalesce(s.name, s.sound_id_tiktok) as sound_name, s.author,
       l.artist_id, a.name as artist_name, c.label, c.team, t.name as track_name, p.code as platform,
       m.code as metric, m.name as metric_name, m.unit,
       w.value as value_all, w.this_week, w.last_week, w.change,
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

comment on view mart.sound_trend is 'Weekly posts of the TikTok sounds linked to artists with a confirmed card.';
comment on column mart.sound_trend.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column mart.sound_trend.sound_id is 'Our number of the sound.';
comment on column mart.sound_trend.sound_id_tiktok is 'TikTok''s own id.';
comment on column mart.sound_trend.sound_name is 'Title on TikTok; its id until the vendor names it.';
comment on column mart.sound_trend.author is 'Author on TikTok; null where unknown.';
comment on column mart.sound_trend.artist_id is 'Artist it is linked to.';
comment on column mart.sound_trend.artist_name is 'Name of the artist.';
comment on column mart.sound_trend.label is 'Label of the card.';
comment on column mart.sound_trend.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.sound_trend.track_name is 'Track it is said to be of; null if not said.';
comment on column mart.sound_trend.platform is 'Where it was counted.';
comment on column mart.sound_trend.metric is 'Short name of what is measured.';
comment on column mart.sound_trend.metric_name is 'Name of what is measured.';
comment on column mart.sound_trend.unit is 'What one is, for example posts.';
comment on column mart.sound_trend.value_all is 'New posts of the week, comparable or not.';
comment on column mart.sound_trend.this_week is 'New posts of the week, where the week before is known as well.';
comment on column mart.sound_trend.last_week is 'New posts of the week before, where this week is known as well.';
comment on column mart.sound_trend.change is 'this_week less last_week.';
comment on column mart.sound_trend.ratio is 'this_week over last_week; null when last_week is 0, below 0 or unknown.';
comment on column mart.sound_trend.removals is 'Posts removed, 0 or less; part of the figures.';
comment on column mart.sound_trend.level is 'All posts at the last reading of the week.';
comment on column mart.sound_trend.days_present is 'Days of the week with a reading, 0 to 7.';
comment on column mart.sound_trend.days_spanned is 'Days the figure covers, from reading to reading.';
comment on column mart.sound_trend.is_newest_complete is 'The newest week of this metric that is over.';
