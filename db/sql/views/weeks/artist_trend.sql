-- Artists with a confirmed card, week by week, with badge, bridge and caveats: the table marketing reads.
create view mart.artist_trend as
select w.week_on, w.artist_id, a.name as artist_name, c.label, c.team, p.code as platform, m.code as metric,
       m.name as metric_name, m.unit, w.basis, coalesce(g.total, w.value) as total, g.last_total,
       g.change as total_change,
       case when g.last_total > 0 and g.total >= 0 then g.change::double precision / g.last_total end as total_change_share,
       w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_matched || '/7' as days, b.tier, b.direction, b.is_raw, b.reason, b.expected_ratio_low, b.expected_ratio_high, b.extra,
       b.threshold, g.real_listening, g.new_releases, g.new_releases_change, g.newly_linked,
       g.missing_days, g.restated, g.account_remainder, w.track_count, w.tracks_compared, w.coverage_share,
       concat_ws('; ',
           (select string_agg(k.detail, '; ')
            from core.artist_week_caveat(
                w.basis, m.membership in ('links', 'sounds'), m.unit, w.days_present, w.days_matched,
                w.change is not null, w.coverage_share, w.release_count, w.doubled_value, w.correction,
                g.newly_linked, g.restated, g.last_total) k),
           case when w.week_on = n.week_on
                then (select core.unlinked_caveat(k.track_count, k.linked_count) from mart.artist_card k
                      where k.card_id = c.card_id and m.membership = 'links') end,
           case when w.week_on = n.week_on
                then (select string_agg(f.name || ': ' || f.note, '; ') from mart.source_freshness f
                      where f.is_late and f.is_must_have) end) as caveats,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.artist_week w
join app.artist_card c on c.artist_id = w.artist_id and c.status = 'confirmed'
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.artist_bridge g on g.artist_id = w.artist_id and g.metric_id = w.metric_id and g.week_on = w.week_on
left join mart.badge b
  on b.artist_id = w.artist_id and b.track_id is null and b.metric_id = w.metric_id and b.week_on = w.week_on;
