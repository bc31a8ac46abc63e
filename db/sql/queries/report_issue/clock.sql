-- This moment, and how much of what was loaded waits for the rollup.
select clock_timestamp() as now_at, (select count(*) from ops.dirty_mark) as waiting
