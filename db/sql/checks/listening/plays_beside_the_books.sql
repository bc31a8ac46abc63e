-- fail: Users whose plays are not as many, or not as long, as their files brought in and took away again.
with booked as (
    select user_id, sum(rows_loaded) - sum(rows_replaced) as plays
    from ops.history_file
    where state = 'loaded'
    group by user_id
), held as (
    select user_id, count(*) as plays
    from core.play
    group by user_id
)
select user_id, coalesce(b.plays, 0) as booked, coalesce(h.plays, 0) as held
from booked b
full join held h using (user_id)
where coalesce(b.plays, 0) <> coalesce(h.plays, 0)
