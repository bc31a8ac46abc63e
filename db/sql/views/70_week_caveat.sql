-- What a reader of a week's figures must know: incomplete weeks, corrections, data not to be had.
create view mart.week_caveat as
select week_on, 'missing days' as caveat, 'track' as entity_kind, track_id as entity_id, track_name as entity_name,
       platform, metric, metric_name,
       case when days_present < 7 then format('%s of 7 days present', days_present)
            when this_week is null then 'no reading in the week before'
            when days_spanned = 7 then 'one of its several ids fell silent'
            else format('no reading on the last day of the week before, %s days in one', days_spanned) end as detail
from mart.track_week_pair
where not is_complete
union all
select week_on, 'correction', 'track', track_id, track_name, platform, metric, metric_name,
       format('the platform took back %s %s', to_char(-correction, 'FM999,999,999,999'), unit)
from mart.track_week_pair
where correction < 0
union all
select week_on, 'missing days', 'artist', artist_id, artist_name, platform, metric, metric_name,
       format('%s of 7 days present', days_present)
from mart.artist_week_pair
where basis = 'account' and days_present < 7;

comment on view mart.week_caveat is 'Caveats of a week: missing days and corrections, by track or artist.';
