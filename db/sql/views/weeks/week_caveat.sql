-- What a reader of a week's figures must know: incomplete weeks, corrections, figures of the account, links that
-- changed, late sources. One row for each; the words are those of core.*_week_caveat.
create view mart.week_caveat as
select w.week_on, c.caveat, 'track' as entity_kind, w.track_id as entity_id, t.name as entity_name,
       p.code as platform, m.code as metric, m.name as metric_name, c.detail
from mart.track_week w
join core.track t on t.track_id = w.track_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
cross join lateral core.track_week_caveat(
    m.unit, coalesce(w.this_week, w.value), w.days_present, w.days_spanned, w.is_complete, w.correction,
    w.double_days) c
union all
select week_on, caveat, 'artist', artist_id, artist_name, platform, metric, metric_name, detail
from mart.artist_caveat
union all
select w.week_on, c.caveat, 'sound', w.sound_id, coalesce(s.name, s.sound_id_tiktok), p.code, m.code, m.name, c.detail
from mart.sound_week w
join core.sound s on s.sound_id = w.sound_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
cross join lateral core.sound_week_caveat(m.unit, w.value, w.days_spanned, w.correction) c
union all
select n.week_on, 'source late', 'source', null, f.name, null, f.source, f.name, f.note
from mart.source_freshness f
cross join (select max(week_on) as week_on from mart.newest_week) n
where f.is_late and f.is_must_have and n.week_on is not null;
