-- Badges of followed artists and their tracks with what they were judged by, the weightiest first.
create view mart.followed_badge as
select b.week_on, b.artist_id, f.artist, f.label, f.team,
       case when b.track_id is null then 'artist' else 'track' end as whose, t.name as track_name,
       m.code as metric, m.name as metric_name, m.unit, b.tier, b.direction,
       core.badge_label(b.tier, b.direction) as badge,
       case b.tier when 'confirmed' then 1 when 'rising' then 2 when 'new release' then 3 when 'check data' then 4
                   when 'new activity' then 4 when 'expected' then 5 when 'spike over' then 6 when 'back to normal' then 7
                   else 8 end as weight,
       b.this_week, b.last_week, b.extra, b.ratio,
       case when b.last_week >= core.share_floor(m.entity_kind) then b.extra::double precision / b.last_week end as change_share,
       b.expected_ratio_low, b.expected_ratio_high, round(b.expected)::bigint as expected, b.threshold, b.threshold_rule, b.floor,
       b.days_matched || '/7' as days, b.reason, c.week_on is not null as is_newest
from mart.badge b
join mart.followed_artist f on f.artist_id = b.artist_id
join core.metric m on m.metric_id = b.metric_id
left join core.track t on t.track_id = b.track_id
left join mart.closed_week c on c.week_on = b.week_on and c.is_newest
where b.tier is not null;
