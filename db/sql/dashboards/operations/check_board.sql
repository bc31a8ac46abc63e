-- The newest result of each check of data; one row that says so where none was made yet.
create view bi.check_board as
select r.result, r.check_words, r.what, r.rows_found, r.failing_since_at, r.checked_at,
       left(coalesce(r.reason, r.example, ''), 300) as check_example
from mart.check_result r
where r.is_newest
union all
select 'not made', 'none', 'No check of data was made yet; flow checks makes them.', null, null, null, ''
where not exists (select from mart.check_result);
