-- grain:   artist, week, for metrics whose tracks are found through links (membership links)
-- sources: track_week, member, the account's weekly series, earlier rows of artist_week (8 weeks of coverage)
-- window:  every week since the first changed one
-- re-run:  safe; 5_artist_week deleted the rows that are entered here
create temporary table streams_week on commit drop as
with track_part as (
    select t.artist_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change, w.days_matched, w.correction,
           w.days_present, w.is_complete, w.double_days,
           -- less than 4 weeks old when the week before ended, or since
           coalesce(k.release_on > w.week_on - 1 - cast(:release_days as int), false) as is_release
    from touched_artist t
    join member b on b.artist_id = t.artist_id and b.part_kind = 'track'
     and b.spans @> cast(:known_at as timestamptz)
    join track_week w
      on w.track_id = b.part_id and w.week_on >= t.since_week and w.week_on >= cast(:first_week as date)
    join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
    join core.track k on k.track_id = w.track_id
), track_sum as (
    select artist_id, metric_id, week_on,
           sum(value)::bigint as tracks_value,
           (sum(this_week) filter (where change is not null))::bigint as this_week,
           (sum(last_week) filter (where change is not null))::bigint as last_week,
           (sum(this_week) filter (where change is not null and not is_release))::bigint as settled_this_week,
           (sum(last_week) filter (where change is not null and not is_release))::bigint as settled_last_week,
           core.days_matched(
               sum(days_matched * (this_week + last_week)) filter (where change is not null),
               sum(this_week + last_week) filter (where change is not null),
               min(days_matched) filter (where change is not null)
           ) as days_matched,
           sum(correction)::bigint as correction, max(days_present) as days_present,
           count(*)::int as track_count, (count(*) filter (where is_complete))::int as complete_track_count,
           count(change)::int as tracks_compared, bool_and(is_complete) as is_complete,
           (count(*) filter (where is_release))::int as release_count,
           coalesce(sum(value) filter (where double_days > 0), 0)::bigint as doubled_value
    from track_part
    group by artist_id, metric_id, week_on
), reported as (
    -- what was reported of the tracks that were linked then
    select t.artist_id, w.metric_id, w.week_on, sum(w.reported)::bigint as tracks_reported
    from touched_artist t
    join member b on b.artist_id = t.artist_id and b.part_kind = 'track'
    join track_week w
      on w.track_id = b.part_id and w.week_on >= t.since_week and w.week_on >= cast(:first_week as date)
    join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
    where b.spans @> core.reported_at(w.week_on)
    group by t.artist_id, w.metric_id, w.week_on
), account as (
    -- the account's weeks stand in a series of their own, named like the tracks' metric
    select t.artist_id, m.metric_id, core.week_on(p.observed_on) as week_on, p.value as account_value,
           case when p.known_from <= core.reported_at(core.week_on(p.observed_on)) then p.value
                else (select max(k.value) from core.point_known(
                          s.series_id, p.observed_on, p.observed_on, core.reported_at(core.week_on(p.observed_on))) k)
           end as account_reported
    from touched_artist t
    join core.audience_series s on s.artist_id = t.artist_id
    join core.metric a on a.metric_id = s.metric_id and a.metric_kind = 'weekly'
     and s.country_code is not distinct from a.country_code
    join core.metric m on m.membership = 'links' and m.platform_id = a.platform_id and m.entity_kind = 'track'
    join known_point p on p.series_id = s.series_id and p.observed_on >= t.since_week
     and p.observed_on >= cast(:first_week as date)
), release as (
    -- weeks in which a track of the account, linked or not, is out for less than 4 weeks: an account has no parts, so
    -- its new tracks can't be told from the others
    select t.artist_id, w.week_on::date as week_on, count(distinct h.spotify_track_id)::int as release_count
    from touched_artist t
    join core.spotify_account a on a.artist_id = t.artist_id
    join core.account_track h
      on h.spotify_account_id = a.spotify_account_id and h.known_from <= cast(:known_at as timestamptz)
     and (h.known_until is null or cast(:known_at as timestamptz) < h.known_until)
    join core.spotify_track k on k.spotify_track_id = h.spotify_track_id
    join core.spotify_album r on r.album_id = k.album_id
    cross join lateral generate_series(core.week_on(r.release_on), r.release_on + cast(:release_days as int), interval '7 days') as w (week_on)
    where w.week_on >= t.since_week
    group by t.artist_id, w.week_on
), fresh as (
    select coalesce(s.artist_id, a.artist_id) as artist_id, coalesce(s.metric_id, a.metric_id) as metric_id,
           coalesce(s.week_on, a.week_on) as week_on, s.tracks_value, a.account_value, a.account_reported
    from track_sum s
    full join account a on a.artist_id = s.artist_id and a.metric_id = s.metric_id and a.week_on = s.week_on
), eight_weeks as (
    select artist_id, metric_id, week_on, tracks_value, account_value from fresh
    union all
    select w.artist_id, w.metric_id, w.week_on, w.tracks_value, w.account_value
    from artist_week w
    join touched_artist t on t.artist_id = w.artist_id and w.week_on between t.since_week - 49 and t.since_week - 7
     and w.week_on >= cast(:first_week as date) - 49
    join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
), covered as (
    select artist_id, metric_id, week_on,
           -- weeks told by both: one without any figure of a track says nothing of how much is linked
           sum(tracks_value) filter (where account_value is not null) over eight as linked,
           sum(account_value) filter (where tracks_value is not null) over eight as whole
    from eight_weeks
    window eight as (
        partition by artist_id, metric_id order by week_on range between interval '49 days' preceding and current row
    )
)
select f.artist_id, f.metric_id, f.week_on, f.tracks_value, f.account_value, f.account_reported, r.tracks_reported,
       s.this_week, s.last_week, s.settled_this_week, s.settled_last_week, s.days_matched, s.correction, s.days_present,
       s.track_count, s.complete_track_count, s.tracks_compared, s.is_complete, s.release_count, s.doubled_value,
       coalesce(e.release_count, 0) as account_release_count,
       case when c.whole > 0 then c.linked::float8 / c.whole::float8 end as coverage_share,
       -- linked tracks where they explain at least 80 % of the account over 8 weeks, else the account
       f.tracks_value is null or coalesce(c.linked < 0.8 * c.whole, false) as is_account,
       lag(f.account_value) over one_artist as account_before,
       lag(f.week_on) over one_artist = f.week_on - 7 as has_account_before
from fresh f
left join track_sum s on s.artist_id = f.artist_id and s.metric_id = f.metric_id and s.week_on = f.week_on
left join reported r on r.artist_id = f.artist_id and r.metric_id = f.metric_id and r.week_on = f.week_on
left join covered c on c.artist_id = f.artist_id and c.metric_id = f.metric_id and c.week_on = f.week_on
left join release e on e.artist_id = f.artist_id and e.week_on = f.week_on
window one_artist as (partition by f.artist_id, f.metric_id order by f.week_on);

-- the first week built has its week before in the table already
update streams_week f
set account_before = w.account_value, has_account_before = true
from artist_week w
where w.artist_id = f.artist_id and w.metric_id = f.metric_id and w.week_on = f.week_on - 7
  and w.account_value is not null and f.has_account_before is not true;

insert into artist_week
    (artist_id, metric_id, week_on, basis, value, this_week, last_week, settled_this_week, settled_last_week,
     days_matched, correction, days_present, track_count, complete_track_count, tracks_compared, tracks_value,
     account_value, tracks_reported, account_reported, coverage_share, release_count, doubled_value, is_complete,
     method_version)
select f.artist_id, f.metric_id, f.week_on, 'tracks', f.tracks_value, f.this_week, f.last_week, f.settled_this_week,
       f.settled_last_week, coalesce(f.days_matched, 0), f.correction, f.days_present, f.track_count,
       f.complete_track_count, f.tracks_compared, f.tracks_value, f.account_value, f.tracks_reported,
       f.account_reported, f.coverage_share, f.release_count, f.doubled_value, f.is_complete, :method_version
from streams_week f
where not f.is_account
union all
-- an account is compared with an account: both weeks on one basis, and nothing when one of them is not known
select f.artist_id, f.metric_id, f.week_on, 'account', f.account_value,
       case when p.is_comparable then f.account_value end, case when p.is_comparable then f.account_before end,
       case when p.is_settled then f.account_value end, case when p.is_settled then f.account_before end,
       case when p.is_comparable then 7 else 0 end, 0, case when f.account_value is null then 0 else 7 end,
       null, null, null, f.tracks_value, f.account_value, f.tracks_reported, f.account_reported, f.coverage_share,
       f.account_release_count, 0, f.account_value is not null, :method_version
from streams_week f
cross join lateral (
    select c.is_comparable, c.is_comparable and f.account_release_count = 0 as is_settled
    from (
        select coalesce(f.has_account_before, false) and f.account_value is not null and f.account_before is not null
            as is_comparable
    ) as c
) as p
where f.is_account;
