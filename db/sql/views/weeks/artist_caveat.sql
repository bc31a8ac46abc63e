-- What a reader of an artist's week must know, one row for each thing; the words are those of core.artist_week_caveat.
-- One join without a union at its top, so that planners find an artist's weeks, or a week's artists, by index.
create view mart.artist_caveat as
select w.week_on, c.caveat, w.artist_id, a.name as artist_name, p.code as platform, m.code as metric,
       m.name as metric_name, c.detail
from mart.artist_week w
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.artist_bridge b on b.artist_id = w.artist_id and b.metric_id = w.metric_id and b.week_on = w.week_on
cross join lateral (
    select k.caveat, k.detail
    from core.artist_week_caveat(
        w.basis, m.membership in ('links', 'sounds'), m.unit, w.days_present, w.days_matched, w.change is not null,
        w.coverage_share, w.release_count, w.doubled_value, w.correction, b.newly_linked, b.restated,
        b.last_total) k
    union all
    -- how the catalogue is linked is said of now: of the newest week
    select 'unlinked tracks', core.unlinked_caveat(k.track_count, k.linked_count)
    from mart.artist_card k
    where w.week_on = n.week_on and m.membership = 'links' and m.entity_kind = 'track' and k.artist_id = w.artist_id
      and k.status = 'confirmed' and k.linked_count < k.track_count) c;
