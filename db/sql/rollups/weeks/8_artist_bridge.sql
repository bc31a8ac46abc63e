-- grain:   artist, week, for metrics whose parts are found through links or sounds
-- sources: artist_week, track_week and sound_week, member with its spans
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched artists are deleted and built again in one transaction
delete from artist_bridge b
using touched_artist t
where t.artist_id = b.artist_id and b.week_on >= t.since_week and b.week_on >= cast(:first_week as date);

-- one row per part (track or sound) of an artist's week: this week, last week, both like for like, last week as reported
create temporary table part_week on commit drop as
with part as (
    select 'track' as part_kind, w.track_id as part_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change,
           w.reported, k.release_on
    from (
        select b.part_id, min(t.since_week) as since_week
        from touched_artist t join member b on b.artist_id = t.artist_id and b.part_kind = 'track'
        group by b.part_id
    ) p
    join core.metric m on m.membership = 'links'
    join track_week w on w.track_id = p.part_id and w.metric_id = m.metric_id and w.week_on >= p.since_week - 7
     and w.week_on >= cast(:first_week as date) - 7
    join core.track k on k.track_id = w.track_id
    union all
    select 'sound', w.sound_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change, w.reported, null
    from (
        select b.part_id, min(t.since_week) as since_week
        from touched_artist t join member b on b.artist_id = t.artist_id and b.part_kind = 'sound'
        group by b.part_id
    ) p
    join sound_week w
      on w.sound_id = p.part_id and w.week_on >= p.since_week - 7 and w.week_on >= cast(:first_week as date) - 7
), beside as (
    -- a week in which a part has figures, or had some the week before
    select coalesce(w.part_kind, l.part_kind) as part_kind, coalesce(w.part_id, l.part_id) as part_id,
           coalesce(w.metric_id, l.metric_id) as metric_id,
           coalesce(w.week_on, l.week_on + 7) as week_on, coalesce(w.value, 0) as value,
           case when w.change is not null then w.this_week else 0 end as matched,
           case when w.change is not null then w.last_week else 0 end as matched_last,
           coalesce(l.value, 0) as last_value, l.reported, coalesce(w.release_on, l.release_on) as release_on
    from part w
    full join part l
      on l.part_kind = w.part_kind and l.part_id = w.part_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
)
select t.artist_id, p.metric_id, p.week_on, p.value, p.matched, p.matched_last, p.last_value, p.reported,
       coalesce(p.release_on > p.week_on - 7, false) as is_release,
       l.is_linked,
       -- only a link that changed between the two reports is a change of this week; one made later holds on both sides
       case when l.is_linked then l.was_linked or not l.is_linked_at_report
            else l.was_linked and not l.is_linked_at_report end as was_linked
from touched_artist t
join member b on b.artist_id = t.artist_id
join beside p on p.part_kind = b.part_kind and p.part_id = b.part_id and p.week_on >= t.since_week
cross join lateral (
    select b.spans @> cast(:known_at as timestamptz) as is_linked,
           b.spans @> least(core.reported_at(p.week_on), cast(:known_at as timestamptz)) as is_linked_at_report,
           b.spans @> core.reported_at(p.week_on - 7) as was_linked
) as l;

insert into artist_bridge
    (artist_id, metric_id, week_on, basis, value, last_reported, real_listening, new_releases, newly_linked,
     missing_days, restatement, method_version)
with judged as (
    -- an artist of whom nothing was known when the week before was reported is told as now known
    select *,
           bool_or(was_linked and reported is not null) over (partition by artist_id, metric_id, week_on) as was_reported
    from part_week
), parts as (
    select artist_id, metric_id, week_on,
           case when is_linked then value else 0 end as value,
           case when not was_reported then case when is_linked then last_value else 0 end
                when was_linked then coalesce(reported, 0) else 0 end as last_reported,
           case when is_linked then matched - matched_last else 0 end as real_listening,
           case when is_linked then value - matched else 0 end as gained,
           case when is_linked then last_value - matched_last else 0 end as lost,
           case when is_linked then last_value else 0 end as last_value,
           is_release, is_linked, was_linked or not was_reported as was_linked
    from judged
)
select p.artist_id, p.metric_id, p.week_on, w.basis, sum(p.value), sum(p.last_reported), sum(p.real_listening),
       sum(case when p.is_release then p.gained else 0 end),
       sum(case when p.is_linked <> p.was_linked then p.last_value - p.last_reported else 0 end),
       sum(case when p.is_release then 0 else p.gained end) - sum(p.lost),
       sum(case when p.is_linked = p.was_linked then p.last_value - p.last_reported else 0 end), :method_version
from parts p
join artist_week w
  on w.artist_id = p.artist_id and w.metric_id = p.metric_id and w.week_on = p.week_on
 and w.week_on >= cast(:first_week as date) and w.basis in ('tracks', 'sounds') and w.value is not null
group by p.artist_id, p.metric_id, p.week_on, w.basis
union all
-- an account has no parts: what its two weeks share is listening, a week that is only there once is missing days
select w.artist_id, w.metric_id, w.week_on, w.basis, w.value, coalesce(l.account_reported, l.account_value, 0),
       coalesce(w.change, 0), 0, 0,
       w.value - coalesce(w.this_week, 0) - coalesce(l.account_value, 0) + coalesce(w.last_week, 0),
       coalesce(l.account_value, 0) - coalesce(l.account_reported, l.account_value, 0), :method_version
from touched_artist t
join artist_week w on w.artist_id = t.artist_id and w.week_on >= t.since_week and w.week_on >= cast(:first_week as date)
join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
left join artist_week l
  on l.artist_id = w.artist_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
where w.basis = 'account' and w.value is not null;
