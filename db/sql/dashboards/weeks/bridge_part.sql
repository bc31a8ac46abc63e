-- What the change of a artist's week is made of, one row for each of the five parts; they add up to the change.
create view bi.bridge_part as
select g.week_on, g.artist_id, f.artist, f.label, f.team, m.code as metric, m.name as metric_name, m.unit,
       p.part::core.bridge_part_name as part, p.amount, c.week_on is not null as is_newest
from mart.artist_bridge g
join mart.followed_artist f on f.artist_id = g.artist_id
join core.metric m on m.metric_id = g.metric_id
left join mart.closed_week c on c.week_on = g.week_on and c.is_newest
cross join lateral (values
    ('Real listening', g.real_listening), ('New releases', g.new_releases_change), ('Newly linked', g.newly_linked),
    ('Missing days', g.missing_days), ('Restated', g.restated)) as p (part, amount);
