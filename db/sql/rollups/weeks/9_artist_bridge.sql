-- grain:   artist, week, for metrics whose parts are found through links or sounds
-- sources: artist_part, artist_week
-- window:  every week since the first changed one, and the week after the last with figures (all of it went missing)
-- re-run:  safe; the weeks of touched artists are deleted and built again in one transaction
delete from artist_bridge b
using touched_artist t
where t.artist_id = b.artist_id and b.week_on >= t.since_week and b.week_on >= cast(:first_week as date);

create temporary table artist_sum on commit drop as
with judged as (
    -- an artist of whom nothing was known when the week before was reported is shown as now known
    select *, bool_or(was_linked and last_reported is not null) over (partition by artist_id, metric_id, week_on)
               as was_reported
    from artist_part
)
select p.artist_id, p.metric_id, p.week_on, bool_or(p.was_reported) as was_reported,
       core.total(b.total) as total, core.total(b.last_total) as last_total, core.total(b.restated) as restated,
       core.total(b.real_listening) as real_listening, core.total(b.new_releases) as new_releases,
       core.total(b.new_releases_change) as new_releases_change, core.total(b.newly_linked) as newly_linked,
       core.total(b.missing_days) as missing_days,
       (count(*) filter (where p.is_linked and p.is_seen))::int as track_count,
       (count(*) filter (where p.is_linked and p.is_compared))::int as tracks_compared
from judged p
cross join lateral core.part_bridge(
    p.value, p.matched, p.last_value, p.last_matched, p.last_reported, p.is_new, p.is_matched, p.is_linked, p.was_linked,
    p.was_reported) b
where p.week_on >= cast(:first_week as date)
group by p.artist_id, p.metric_id, p.week_on;

-- the figures of an artist whose basis is the account: the account's own, beside the week before on the same basis
create temporary table account_week on commit drop as
select coalesce(w.artist_id, l.artist_id) as artist_id, coalesce(w.metric_id, l.metric_id) as metric_id,
       coalesce(w.week_on, l.week_on + 7) as week_on, coalesce(w.basis, l.basis) as basis,
       w.account_value as value, l.account_value as last_value,
       coalesce(l.account_reported, l.account_value) as last_reported
from (
    select w.* from touched_artist t join artist_week w on w.artist_id = t.artist_id and w.week_on >= t.since_week
    where w.week_on >= cast(:first_week as date)
) w
full join (
    select w.* from touched_artist t join artist_week w on w.artist_id = t.artist_id and w.week_on >= t.since_week - 7
    where w.week_on >= cast(:first_week as date) - 7
) l on l.artist_id = w.artist_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
join core.metric m on m.metric_id = coalesce(w.metric_id, l.metric_id) and m.membership in ('links', 'sounds');

insert into artist_bridge
    (artist_id, metric_id, week_on, basis, total, last_total, restated, real_listening, new_releases,
     new_releases_change, newly_linked, missing_days, account_remainder, was_reported, track_count, tracks_compared,
     method_version)
select w.artist_id, w.metric_id, w.week_on, w.basis, s.total + r.now_more, s.last_total + r.told_more,
       s.restated + r.last_more - r.linked_more, s.real_listening + r.now_more - r.last_more - x.missing, s.new_releases,
       s.new_releases_change, s.newly_linked + r.linked_more - r.told_more, s.missing_days + x.missing, r.now_more,
       s.was_reported, s.track_count, s.tracks_compared, :method_version
from account_week w
left join artist_sum p on p.artist_id = w.artist_id and p.metric_id = w.metric_id and p.week_on = w.week_on
cross join lateral (
    select coalesce(p.total, 0) as total, coalesce(p.last_total, 0) as last_total, coalesce(p.restated, 0) as restated,
           coalesce(p.real_listening, 0) as real_listening, coalesce(p.new_releases, 0) as new_releases,
           coalesce(p.new_releases_change, 0) as new_releases_change, coalesce(p.newly_linked, 0) as newly_linked,
           coalesce(p.missing_days, 0) as missing_days, coalesce(p.was_reported, w.last_reported is not null) as was_reported,
           coalesce(p.track_count, 0) as track_count, coalesce(p.tracks_compared, 0) as tracks_compared
) as s
-- what the account has beyond the songs linked to it: this week; last week as reported, with the links since, as now known
cross join lateral (
    select case when w.basis = 'account' then greatest(coalesce(w.value, 0) - s.total, 0) else 0 end as now_more,
           case when w.basis = 'account' then greatest(coalesce(w.last_reported, 0) - s.last_total, 0) else 0 end
               as told_more,
           case when w.basis = 'account'
                then greatest(coalesce(w.last_reported, 0) - s.last_total - s.newly_linked, 0) else 0 end as linked_more,
           case when w.basis = 'account'
                then greatest(coalesce(w.last_value, 0) - s.last_total - s.newly_linked - s.restated, 0) else 0 end
               as last_more
) as r
-- a day a song lacks is in the account all the same; of an account with one week alone nothing is known of listening
cross join lateral (
    select case when w.value is null or w.last_value is null then r.now_more - r.last_more
                when r.now_more > 0 and r.last_more > 0 then -s.missing_days
                else 0 end as missing
) as x
where p.artist_id is not null or w.basis = 'account';
