-- A track of a followed artist that rises beyond chance and has no TikTok sound linked.
insert into action_judged (rule, artist_id)
select 'quiet_track', c.artist_id
from app.artist_card c
where c.status = 'confirmed' and exists (select from mart.badge b where b.artist_id = c.artist_id);

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'quiet_track', b.artist_id, 'track ' || b.track_id, 'Rises without a sound: ' || t.name,
       'Link the TikTok sound of “' || t.name || '”, or make one, and give it to creators while the track rises.',
       jsonb_build_array(
           jsonb_build_object('what', 'streams this week', 'value', to_char(b.this_week, 'FM999,999,999,999'),
                              'source', 'Luminate, week of ' || b.week_on),
           jsonb_build_object('what', 'times last week', 'value', to_char(b.ratio, 'FM990.0'), 'source', 'badge ' || b.tier),
           jsonb_build_object('what', 'TikTok sounds linked', 'value', '0', 'source', 'links of sounds')),
       'hours', 'streams', least(1.0, 0.5 + 0.1 * ln(greatest(b.ratio, 1)) + case b.tier when 'confirmed' then 0.2 else 0 end)
from mart.badge b
join app.artist_card c on c.artist_id = b.artist_id and c.status = 'confirmed'
join core.metric m on m.metric_id = b.metric_id and m.code = 'track_luminate_streams'
join core.track t on t.track_id = b.track_id
where b.tier in ('confirmed', 'rising') and b.direction = 'up' and b.this_week >= :quiet_floor
  and b.week_on = (select max(w.week_on) from mart.badge w where w.metric_id = b.metric_id)
  and not exists (select from core.artist_sound s where s.track_id = b.track_id and s.known_until is null);
