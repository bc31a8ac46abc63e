-- A schedule with every default, unless it is there.
insert into ops.chart_schedule (slug) values (:slug)
on conflict (slug) do nothing
