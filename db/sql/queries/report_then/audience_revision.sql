-- Of each day the values before the newest that had arrived, each until the next one that had.
with seen as materialized (
    select load_id from ops.load where arrived_at <= cast(:as_of as timestamptz) and loaded_at <= cast(:made_at as timestamptz)
), version as (
    select r.series_id, r.observed_on, r.value, r.answer_id, r.load_id, r.known_from, r.revision_id
    from core.audience_revision r
    union all
    select p.series_id, p.observed_on, p.value, p.answer_id, p.load_id, p.loaded_at, null
    from core.audience_point p
    where (p.series_id, p.observed_on) in (select series_id, observed_on from core.audience_revision)
)
select * from (
    select v.*, lead(v.known_from) over (partition by v.series_id, v.observed_on
                                         order by v.known_from, v.revision_id nulls last) as known_until
    from version v
    where v.known_from <= cast(:as_of as timestamptz) and (v.load_id is null or v.load_id in (select load_id from seen))
) known
where known_until is not null
