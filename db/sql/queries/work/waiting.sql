-- How many items of these kinds, of :only these where given, are open, and how long until the next of them may be taken (0: now).
select count(*) as open_items,
       extract(epoch from min(case when state = 'leased' then lease_until else next_try_at end) - now())::float8 as next_in_s
from ops.work
where kind = any(:kinds) and state in ('pending', 'retry', 'leased')
  and (cast(:only as bigint[]) is null or work_id = any(:only))
