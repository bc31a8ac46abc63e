-- Confirmed badges of the eight weeks before and of this one: how many held for a second week; of this week's nobody can say yet,
-- also where what came later is known by now
select w.day::date as week_on, count(o.artist_id) as confirmed, count(*) filter (where o.has_lasted and w.day < :week) as held,
       count(*) filter (where not o.has_lasted and w.day < :week) as gone
from generate_series(cast(:week as timestamp) - interval '56 days', cast(:week as timestamp), interval '7 days') as w (day)
left join mart.badge_outcome o
  on o.week_on = w.day::date and o.metric = :metric and mart.is_within(o.label, o.team, :label, :team)
 and case when o.week_on < cast(:week as date) then o.was_told else o.is_standing end
group by w.day
order by w.day;
