-- What is wrong, and what was in the last 7 days; one row that says so where nothing is.
create view bi.matter_board as
with shown as (
    select * from mart.matter where is_open or over_at > now() - interval '7 days'
)
select case when not s.is_open then 'over' when s.severity = 'fail' then 'fails' else 'warns' end as matter_state,
       s.what, s.next_step, s.first_seen_at, s.over_at, s.told_at, s.is_open
from shown s
union all
select 'well', 'Flow checks has found nothing wrong in the last 7 days.', '', null, null, null, false
where not exists (select from shown);
