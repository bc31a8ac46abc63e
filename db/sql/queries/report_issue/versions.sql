-- Version of the formulas behind a week, by table.
select 'artist_week' as of_table, max(method_version) as version from mart.artist_week where week_on = :week_on
union all
select 'track_week', max(method_version) from mart.track_week where week_on = :week_on
union all
select 'badge', max(method_version) from mart.badge where week_on = :week_on
