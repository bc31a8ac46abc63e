-- Each track's week on each chart: best and last place, and the move from the place it had before the week.
create view mart.chart_week as
select m.week_on, m.chart, m.chart_name, m.country_code, m.platform, m.frequency, m.track_id, m.track_name, m.credit_name,
       min(m.position) as best_position,
       (array_agg(m.position order by m.ranked_at desc, m.position))[1] as position,
       (array_agg(m.previous_position order by m.ranked_at, m.position))[1] as position_before,
       (array_agg(m.previous_position order by m.ranked_at, m.position))[1]
           - (array_agg(m.position order by m.ranked_at desc, m.position))[1] as moved_by,
       (array_agg(m.previous_position order by m.ranked_at, m.position))[1] is null as is_entry,
       -- an entry of a track that was on the chart in an earlier week is a return
       (array_agg(m.previous_position order by m.ranked_at, m.position))[1] is null
           and min(m.entered_on) < m.week_on as is_return,
       max(m.ranked_at) = max(max(m.ranked_at)) over (partition by m.chart, m.week_on) as is_on_last_ranking
from mart.chart_move m
group by m.week_on, m.chart, m.chart_name, m.country_code, m.platform, m.frequency, m.track_id, m.track_name, m.credit_name;
