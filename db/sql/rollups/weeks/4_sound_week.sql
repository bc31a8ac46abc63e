-- grain:   sound, metric, week (Friday to Thursday)
-- sources: series_week and touched_series of this transaction
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched sounds are deleted and built again in one transaction
delete from sound_week w
using touched_series t
where t.sound_id = w.sound_id and t.metric_id = w.metric_id and w.week_on >= t.since_week
  and w.week_on >= cast(:first_week as date);

insert into sound_week
    (sound_id, metric_id, week_on, value, this_week, last_week, days_matched, correction, level, days_present,
     days_spanned, is_complete, reported, method_version)
select w.sound_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.days_matched, w.correction, w.level,
       w.days_present, w.days_spanned, w.is_complete, w.reported, :method_version
from series_week w
join touched_series t on t.series_id = w.series_id
where w.sound_id is not null and w.week_on >= t.since_week;
