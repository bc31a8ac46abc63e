-- What the change of a label's week is made of, one row for each part; they add up to the change of its total.
create view bi.label_part as
select w.week_on, w.label, w.team, w.metric, w.metric_name, p.part::core.bridge_part_name as part, p.amount
from mart.label_trend w
cross join lateral (values
    ('Real listening', w.real_listening), ('New releases', w.new_releases_change), ('Newly linked', w.newly_linked),
    ('Missing days', w.missing_days), ('Restated', w.restated)) as p (part, amount)
where w.is_over;
