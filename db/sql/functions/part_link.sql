-- Whether a part is a holder's now, and whether it was in the report of the week before. Only a link that changed between
-- the two reports is a change of the week; one made later holds on both sides.
create or replace function core.part_link(spans tstzmultirange, week_on date, known_at timestamptz)
    returns table (is_linked boolean, was_linked boolean)
    language sql immutable parallel safe
as $$
    select l.is_linked,
           case when l.is_linked then l.was_linked or not l.is_linked_at_report
                else l.was_linked and not l.is_linked_at_report end
    from (
        select spans @> known_at as is_linked,
               spans @> least(core.reported_at(week_on), known_at) as is_linked_at_report,
               spans @> core.reported_at(week_on - 7) as was_linked
    ) l
$$;

comment on function core.part_link(tstzmultirange, date, timestamptz) is
    'Whether a part is linked to its holder as known then, and as counted in the report of the week before.';
