-- Labels week by week; every track or sound once, however many artists share it.
create view mart.label_trend as
select w.week_on, w.label, p.code as platform, m.code as metric, m.name as metric_name, m.unit, w.value as value_all,
       w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_present, w.track_count, w.tracks_compared, w.artist_count, w.artists_on_account,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.label_week w
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id;

comment on view mart.label_trend is 'Weekly totals of labels over their confirmed cards, each track or sound once.';
comment on column mart.label_trend.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column mart.label_trend.label is 'Label of the cards; ''all labels'' for all of them together.';
comment on column mart.label_trend.platform is 'Where it was counted.';
comment on column mart.label_trend.metric is 'Short name of what is measured.';
comment on column mart.label_trend.metric_name is 'Name of what is measured.';
comment on column mart.label_trend.unit is 'What one is, for example streams.';
comment on column mart.label_trend.value_all is 'The week''s figure over everything seen, comparable or not.';
comment on column mart.label_trend.this_week is 'This week: same tracks or sounds and same days as last_week.';
comment on column mart.label_trend.last_week is 'The week before: same tracks or sounds and same days as this_week.';
comment on column mart.label_trend.change is 'this_week less last_week.';
comment on column mart.label_trend.ratio is 'this_week over last_week; null when last_week is 0 or unknown.';
comment on column mart.label_trend.days_present is 'Days of the week with any reading, 0 to 7.';
comment on column mart.label_trend.track_count is 'Tracks or sounds with a reading.';
comment on column mart.label_trend.tracks_compared is 'Of these, part of this_week and last_week.';
comment on column mart.label_trend.artist_count is 'Artists with a confirmed card and a figure.';
comment on column mart.label_trend.artists_on_account is
    'Of these, shown elsewhere by their account; here their tracks count.';
comment on column mart.label_trend.is_newest_complete is 'The newest week of this metric that is over.';
