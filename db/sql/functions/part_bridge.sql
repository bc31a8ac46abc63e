-- What one part (a track, a sound, what an account has beyond its tracks) adds to the week of whoever holds it: an artist,
-- a label. `is_linked`, `was_linked`: it is theirs now, it was in the report of the week before; `was_reported`: anything
-- of theirs was known in that report, else all is taken as now known. `is_matched`: the days of both weeks tell its change,
-- the rest is missing days; else, of a song just out, whole weeks do. One select, so that the planner sees through it.
create or replace function core.part_bridge(
    value bigint, matched bigint, last_value bigint, last_matched bigint, last_reported bigint, is_new boolean,
    is_matched boolean, is_linked boolean, was_linked boolean, was_reported boolean
)
    returns table (total bigint, last_total bigint, restated bigint, real_listening bigint, new_releases bigint,
                   new_releases_change bigint, newly_linked bigint, missing_days bigint)
    language sql immutable parallel safe
as $$
    select case when is_linked then value else 0 end,
           l.last_total,
           case when is_linked = l.was_linked then l.last_now - l.last_total else 0 end,
           case when is_linked and not is_new then matched - last_matched else 0 end,
           case when is_linked and is_new then value else 0 end,
           case when is_linked and is_new then case when is_matched then matched - last_matched else value - last_value end
                else 0 end,
           case when is_linked <> l.was_linked then l.last_now - l.last_total else 0 end,
           case when is_linked and is_matched then (value - matched) - (last_value - last_matched) else 0 end
    from (
        select case when is_linked then last_value else 0 end as last_now,
               case when not was_reported then case when is_linked then last_value else 0 end
                    when was_linked then coalesce(last_reported, 0) else 0 end as last_total,
               was_linked or not was_reported as was_linked
    ) l
$$;

comment on function core.part_bridge(bigint, bigint, bigint, bigint, bigint, boolean, boolean, boolean, boolean, boolean) is
    'What a part adds to a week and to each part of its change: last_total + restated + real_listening + '
    'new_releases_change + newly_linked + missing_days = total.';
