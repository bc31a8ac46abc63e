-- The week of each label that is over: its total, what the change from the last report is made of, and the week like for
-- like. 'All' is all followed artists, each song once.
create view mart.label_figures as
select w.week_on, w.label, w.metric, w.metric_name, w.unit, w.total, w.last_total, w.total_change as change, w.restated,
       w.real_listening, w.new_releases, w.new_releases_change, w.newly_linked, w.missing_days, w.account_remainder,
       w.this_week as like_for_like_this, w.last_week as like_for_like_last,
       w.settled_this_week as settled_this, w.settled_last_week as settled_last, w.days
from mart.label_trend w
where w.team is null and w.is_over;
