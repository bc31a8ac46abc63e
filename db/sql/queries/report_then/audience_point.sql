-- Of each day the newest value that had arrived and was loaded.
with seen as materialized (
    select load_id from ops.load where arrived_at <= cast(:as_of as timestamptz) and loaded_at <= cast(:made_at as timestamptz)
)
select p.series_id, p.observed_on, p.value, p.answer_id, p.load_id, p.loaded_at from core.audience_point p
where p.loaded_at <= cast(:as_of as timestamptz) and (p.load_id is null or p.load_id in (select load_id from seen))
union all
select * from (
    select distinct on (r.series_id, r.observed_on) r.series_id, r.observed_on, r.value, r.answer_id, r.load_id, r.known_from
    from core.audience_revision r
    join core.audience_point p on p.series_id = r.series_id and p.observed_on = r.observed_on
    where r.known_from <= cast(:as_of as timestamptz) and (r.load_id is null or r.load_id in (select load_id from seen))
      and not (p.loaded_at <= cast(:as_of as timestamptz)
               and (p.load_id is null or p.load_id in (select load_id from seen)))
    order by r.series_id, r.observed_on, r.known_from desc, r.revision_id desc
) earlier
