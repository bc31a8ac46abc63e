-- What each check of data found over time; of each that finds something now, since when without a pause.
create view mart.check_result as
select r.check_name, core.words_of(split_part(r.check_name, '/', 2)) as check_words, r.severity, r.what, r.checked_at,
       case when r.rows_found is null then 'not made' when r.rows_found = 0 then 'passed'
            when r.severity = 'fail' then 'failed' else 'warning' end as result,
       r.rows_found, r.example::text as example, r.reason, r.elapsed_ms, n.is_newest,
       case when n.is_newest and r.rows_found > 0
            then coalesce((select min(b.checked_at) from ops.check_result b
                           where b.check_name = r.check_name and b.rows_found > 0
                             and b.checked_at > coalesce((select max(g.checked_at) from ops.check_result g
                                                          where g.check_name = r.check_name and g.rows_found = 0), '-infinity')),
                          r.checked_at) end as failing_since_at
from ops.check_result r
cross join lateral (
    select not exists (select from ops.check_result l
                       where l.check_name = r.check_name and (l.checked_at, l.check_result_id) > (r.checked_at, r.check_result_id))
               as is_newest) n;
