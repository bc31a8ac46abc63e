-- Each artist's week beside the week before, like for like: on basis tracks both sums run over the same tracks, those
-- complete in both weeks; the others are counted in tracks_left_out.
create view mart.artist_week_pair as
with like_for_like as (
    select ta.artist_id, w.metric_id, w.week_on,
           sum(w.value) filter (where l.is_complete and w.is_complete)::bigint as this_week,
           sum(l.value) filter (where l.is_complete and w.is_complete)::bigint as last_week,
           count(*) filter (where l.is_complete and w.is_complete) as tracks_compared,
           count(*) filter (where not coalesce(l.is_complete and w.is_complete, false)) as tracks_left_out
    from mart.track_week w
    join core.track_artist ta on ta.track_id = w.track_id
    join core.metric m on m.metric_id = w.metric_id and m.metric_kind in ('flow', 'counter')
    left join mart.track_week l on l.track_id = w.track_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
    group by ta.artist_id, w.metric_id, w.week_on
), beside as (
    select w.artist_id, w.metric_id, w.week_on, w.basis, w.value, w.correction, w.level, w.days_present, w.track_count,
           p.this_week, p.last_week, p.tracks_compared, p.tracks_left_out, l.days_present as days_present_last
    from mart.artist_week w
    left join mart.artist_week l on l.artist_id = w.artist_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
    join like_for_like p on p.artist_id = w.artist_id and p.metric_id = w.metric_id and p.week_on = w.week_on
    where w.basis = 'tracks'
    union all
    select w.artist_id, w.metric_id, w.week_on, w.basis, w.value, w.correction, w.level, w.days_present, w.track_count,
           case when w.is_complete and l.is_complete then w.value end,
           case when w.is_complete and l.is_complete then l.value end, null, null, l.days_present
    from mart.artist_week w
    left join mart.artist_week l on l.artist_id = w.artist_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
    where w.basis = 'account'
)
select b.week_on, b.artist_id, a.name as artist_name, a.country_code, a.image_url,
       p.code as platform, m.code as metric, m.name as metric_name, m.metric_kind, m.unit, b.basis,
       b.value as value_all, b.this_week, b.last_week,
       b.this_week - b.last_week as change,
       case when b.last_week > 0 and b.this_week >= 0 then b.this_week::numeric / b.last_week end as ratio,
       b.level, b.correction, b.days_present, b.days_present_last,
       b.track_count, b.tracks_compared, b.tracks_left_out,
       b.this_week is not null and b.last_week is not null as is_comparable
from beside b
join core.artist a on a.artist_id = b.artist_id
join core.metric m on m.metric_id = b.metric_id
join core.platform p on p.platform_id = m.platform_id;

comment on view mart.artist_week_pair is
    'Each artist''s week beside the week before; sums over tracks compare the same tracks in both weeks.';
comment on column mart.artist_week_pair.value_all is 'The week''s figure over everything seen, comparable or not.';
comment on column mart.artist_week_pair.this_week is 'This week over what is complete in both weeks.';
comment on column mart.artist_week_pair.last_week is 'The week before over what is complete in both weeks.';
