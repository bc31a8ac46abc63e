-- The last day of the made-up world a warehouse holds, in place of another one's
with other as (delete from ops.world where end_on <> :end_on)
insert into ops.world (end_on) values (:end_on) on conflict (end_on) do nothing;
