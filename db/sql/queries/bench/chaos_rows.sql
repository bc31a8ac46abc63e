-- Rows that are only ever added, by table: what a killed server may have acknowledged and must still have.
select 'ops.call' as name, count(*) as row_count from ops.call
union all
select 'core.audience_point', count(*) from core.audience_point
union all
select 'core.chart_entry', count(*) from core.chart_entry
union all
select 'ops.load', count(*) from ops.load
