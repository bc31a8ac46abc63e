-- Facts of a load that is read after one that arrived later: they take their place in the past. The versions of each
-- day concerned are built anew from what is known, from the later loads that said the same again (raw.answer, see
-- facts_seen) and from this load, so that any order of loading ends in the same values and revisions.
drop table if exists delivered_change, delivered_version;
create temporary table delivered_change on commit drop as
select g.series_id, g.observed_on, g.value, g.line, p.series_id is null as is_new,
       case when p.loaded_at <= :arrived_at then p.value else r.value end as value_then,
       first.value as first_value
from delivered_given g
left join lateral (  -- one by one, see facts_merge
    select * from core.audience_point p where p.series_id = g.series_id and p.observed_on = g.observed_on limit 1
) p on true
left join lateral (
    select r.value from core.audience_revision r
    where r.series_id = g.series_id and r.observed_on = g.observed_on
      and r.known_from <= :arrived_at and :arrived_at < r.known_until
    order by r.known_from desc
    limit 1
) r on p.loaded_at > :arrived_at
left join lateral (
    select v.value
    from (
        select p.value, p.loaded_at as known_from
        union all
        select o.value, o.known_from from core.audience_revision o
        where o.series_id = g.series_id and o.observed_on = g.observed_on
    ) v
    order by v.known_from
    limit 1
) first on p.loaded_at > :arrived_at and r.value is null;

insert into core.audience_point (series_id, observed_on, value, load_id, loaded_at)
select series_id, observed_on, value, :load_id, :arrived_at from delivered_change where is_new;

create temporary table delivered_version on commit drop as
with day as (
    select series_id, observed_on, value from delivered_change where not is_new and value_then is distinct from value
), known as (
    select p.series_id, p.observed_on, p.value, p.load_id, p.answer_id, p.loaded_at as known_from,
           'infinity'::timestamptz as known_until
    from day d
    join core.audience_point p on p.series_id = d.series_id and p.observed_on = d.observed_on
    union all
    select r.series_id, r.observed_on, r.value, r.load_id, r.answer_id, r.known_from, r.known_until
    from day d
    join core.audience_revision r on r.series_id = d.series_id and r.observed_on = d.observed_on
), seen_again as materialized (
    select l.load_id, l.arrived_at, seen.key::integer as series_id, seen.value::datemultirange as days
    from ops.load l
    join raw.answer a on a.provider = 'vendor' and a.endpoint = l.source and a.url = 'load/' || l.load_id
    cross join lateral jsonb_each_text(convert_from(a.body, 'UTF8')::jsonb) seen
    where l.source = :source and l.state = 'loaded' and l.arrived_at > :arrived_at
      and l.last_on >= (select min(observed_on) from day) and l.first_on <= (select max(observed_on) from day)
), said as (
    select series_id, observed_on, value, load_id, answer_id, known_from as said_at, 0 as place from known
    union all
    select k.series_id, k.observed_on, k.value, s.load_id, null, s.arrived_at, 0
    from known k
    join seen_again s on s.series_id = k.series_id and s.days @> k.observed_on
     and s.arrived_at > k.known_from and s.arrived_at < k.known_until
    union all
    select series_id, observed_on, value, :load_id, null, :arrived_at, 1 from day
), turned as (
    select *, lag(value) over (partition by series_id, observed_on order by said_at, place) as value_before from said
)
select series_id, observed_on, value, load_id, answer_id, said_at as known_from,
       lead(said_at) over (partition by series_id, observed_on order by said_at, place) as known_until
from turned
where value_before is distinct from value;

delete from core.audience_revision r
using delivered_version v
where r.series_id = v.series_id and r.observed_on = v.observed_on;

insert into core.audience_revision (series_id, observed_on, value, load_id, answer_id, known_from, known_until)
select series_id, observed_on, value, load_id, answer_id, known_from, known_until
from delivered_version where known_until is not null
order by series_id, observed_on, known_from;

update core.audience_point p
set value = v.value, load_id = v.load_id, answer_id = v.answer_id, loaded_at = v.known_from
from delivered_version v
where v.known_until is null and p.series_id = v.series_id and p.observed_on = v.observed_on;

insert into ops.dirty_mark (series_id, since_on)
select series_id, min(observed_on) from delivered_change
where is_new or value_then is distinct from value
group by series_id;

select count(*) filter (where change = 2) as rows_new, count(*) filter (where change = 1) as rows_restated,
       count(*) filter (where change = 0) as rows_same
from (
    select line, max(
        case when is_new then 2 when coalesce(value_then, first_value) is distinct from value then 1 else 0 end
    ) as change
    from delivered_change group by line
) as row_of_load
