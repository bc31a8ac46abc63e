-- New entries, returns and climbs of the week that still stood at its end; each track once, at its most telling chart.
-- Of followed artists, where anybody is followed.
with told as (
    select *, count(*) over (partition by track_id) - 1 as other_charts,
           row_number() over (partition by track_id order by is_entry desc, position, moved_by desc, chart) as place
    from mart.chart_week
    where week_on = :week and is_on_last_ranking and (is_entry or moved_by > 0)
      and (track_id in (select track_id from mart.followed_track where mart.is_within(label, team, :label, :team))
           or not exists (select from mart.followed_artist))
), ranked as (
    select *, row_number() over (partition by is_entry order by case when is_entry then position else -moved_by end,
                                 position, chart, track_id) as rank,
           count(*) over (partition by is_entry) as of_its_sort
    from told
    where place = 1
)
select track_name, credit_name, chart_name, country_code, position, position_before, moved_by, is_entry, is_return,
       other_charts, of_its_sort
from ranked
where rank <= :top
order by is_entry desc, rank;
