-- Whatever the rollups are built by, remembered; when it is not what they were built by, all users are marked.
with wanted as (
    select m.method_id, cast(:least_play_ms as int) as least_play_ms
    from (select) one left join core.method m on m.is_current
), renewed as (
    insert into ops.listening_basis (is_only, method_id, least_play_ms)
    select 1, method_id, least_play_ms from wanted
    on conflict (is_only) do update set method_id = excluded.method_id, least_play_ms = excluded.least_play_ms
    where (listening_basis.method_id, listening_basis.least_play_ms) is distinct from (excluded.method_id, excluded.least_play_ms)
    returning method_id
), marked as (
    insert into ops.listening_mark (user_id) select u.user_id from core.listening_user u cross join renewed
    returning user_id
)
select wanted.method_id, exists (select from renewed) as is_renewed from wanted
