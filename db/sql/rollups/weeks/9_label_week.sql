-- grain:   label of confirmed artist cards and team within it, 'All' for all of them; metric, week
-- sources: artist_bridge and artist_week of followed artists; shared_part and part_week for what several of them hold
-- window:  every week since the first one changed for any artist: labels are summed whole
-- re-run:  safe; the weeks are deleted and built again in one transaction
delete from label_week where week_on >= cast(:first_week as date);

-- what is added up too often: a part once for its label, less as many times as artists of the label hold it
create temporary table shared_excess on commit drop as
with held as (
    select g.label, g.team, s.artist_id, p.*, l.is_linked, l.was_linked, b.was_reported,
           l.is_linked and w.this_week is not null as is_in_like,
           l.is_linked and w.settled_this_week is not null and (w.basis = 'account' or not p.was_new) as is_in_settled
    from shared_part s
    join part_week p
      on p.part_kind = s.part_kind and p.part_id = s.part_id and p.week_on >= cast(:first_week as date)
    join artist_bridge b on b.artist_id = s.artist_id and b.metric_id = p.metric_id and b.week_on = p.week_on
    left join artist_week w on w.artist_id = s.artist_id and w.metric_id = p.metric_id and w.week_on = p.week_on
    join roster_member g on g.artist_id = s.artist_id
    cross join lateral core.part_link(s.spans, p.week_on, cast(:known_at as timestamptz)) l
), once as (
    select h.label, h.team, h.metric_id, h.week_on, h.part_kind, h.part_id, h.value, h.matched, h.last_matched, h.last_value,
           h.last_reported, h.is_new, h.is_matched, h.is_seen, h.is_compared,
           bool_or(h.is_linked) as is_linked, bool_or(h.was_linked) as was_linked, bool_or(h.was_reported) as was_reported,
           count(*) filter (where h.is_linked) as held_by, count(*) filter (where h.is_in_like) as in_like,
           count(*) filter (where h.is_in_settled) as in_settled,
           core.total(b.total) as total, core.total(b.last_total) as last_total, core.total(b.restated) as restated,
           core.total(b.real_listening) as real_listening, core.total(b.new_releases) as new_releases,
           core.total(b.new_releases_change) as new_releases_change, core.total(b.newly_linked) as newly_linked,
           core.total(b.missing_days) as missing_days
    from held h
    cross join lateral core.part_bridge(
        h.value, h.matched, h.last_value, h.last_matched, h.last_reported, h.is_new, h.is_matched, h.is_linked, h.was_linked,
        h.was_reported) b
    group by h.label, h.team, h.metric_id, h.week_on, h.part_kind, h.part_id, h.value, h.matched, h.last_matched,
             h.last_value, h.last_reported, h.is_new, h.is_matched, h.is_seen, h.is_compared
    having count(*) > 1
)
select o.label, o.team, o.metric_id, o.week_on,
       core.total(b.total - o.total) as total, core.total(b.last_total - o.last_total) as last_total,
       core.total(b.restated - o.restated) as restated, core.total(b.real_listening - o.real_listening) as real_listening,
       core.total(b.new_releases - o.new_releases) as new_releases,
       core.total(b.new_releases_change - o.new_releases_change) as new_releases_change,
       core.total(b.newly_linked - o.newly_linked) as newly_linked,
       core.total(b.missing_days - o.missing_days) as missing_days,
       core.total(-greatest(o.in_like - 1, 0) * o.matched) as this_week,
       core.total(-greatest(o.in_like - 1, 0) * o.last_matched) as last_week,
       core.total(-greatest(o.in_settled - 1, 0) * o.matched) as settled_this_week,
       core.total(-greatest(o.in_settled - 1, 0) * o.last_matched) as settled_last_week,
       core.total(case when o.is_seen then -greatest(o.held_by - 1, 0) else 0 end) as track_count,
       core.total(case when o.is_compared then -greatest(o.held_by - 1, 0) else 0 end) as tracks_compared
from once o
cross join lateral core.part_bridge(
    o.value, o.matched, o.last_value, o.last_matched, o.last_reported, o.is_new, o.is_matched, o.is_linked, o.was_linked,
    o.was_reported) b
group by o.label, o.team, o.metric_id, o.week_on;

insert into label_week
    (label, team, metric_id, week_on, total, last_total, restated, real_listening, new_releases, new_releases_change,
     newly_linked, missing_days, account_remainder, shared_total, shared_last_total, shared_new_releases, this_week,
     last_week, settled_this_week, settled_last_week, days_matched, days_present, track_count, tracks_compared,
     artist_count, artists_on_account, top_artist_id, method_version)
with week as (
    select distinct metric_id, week_on from artist_week where week_on >= cast(:first_week as date)
), summed as (
    select g.label, g.team, b.metric_id, b.week_on,
           core.total(b.total) as total, core.total(b.last_total) as last_total, core.total(b.restated) as restated,
           core.total(b.real_listening) as real_listening, core.total(b.new_releases) as new_releases,
           core.total(b.new_releases_change) as new_releases_change, core.total(b.newly_linked) as newly_linked,
           core.total(b.missing_days) as missing_days, core.total(b.account_remainder) as account_remainder,
           sum(w.this_week)::bigint as this_week, sum(w.last_week)::bigint as last_week,
           sum(w.settled_this_week)::bigint as settled_this_week, sum(w.settled_last_week)::bigint as settled_last_week,
           core.days_matched(sum(w.days_matched * (w.this_week + w.last_week)), sum(w.this_week + w.last_week),
                             min(w.days_matched) filter (where w.this_week is not null)) as days_matched,
           -- an account's week says nothing about the days of tracks
           coalesce(max(w.days_present) filter (where w.basis <> 'account'), max(w.days_present), 0) as days_present,
           core.total(b.track_count) as track_count, core.total(b.tracks_compared) as tracks_compared,
           count(w.artist_id)::int as artist_count,
           (count(*) filter (where w.basis = 'account'))::int as artists_on_account,
           -- whose change is the largest; of two alike the one whose Spotify id sorts last, in every warehouse
           (max(array[lpad(abs(b.change)::text, 20, '0'), coalesce(a.artist_id_spotify, ''), b.artist_id::text] collate "C")
               filter (where b.change <> 0))[3]::bigint as top_artist_id
    from roster_member g
    join artist_bridge b on b.artist_id = g.artist_id and b.week_on >= cast(:first_week as date)
    join week k on k.metric_id = b.metric_id and k.week_on = b.week_on
    join core.artist a on a.artist_id = b.artist_id
    left join artist_week w on w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on
    group by g.label, g.team, b.metric_id, b.week_on
)
select s.label, s.team, s.metric_id, s.week_on, s.total + e.total, s.last_total + e.last_total, s.restated + e.restated,
       s.real_listening + e.real_listening, s.new_releases + e.new_releases,
       s.new_releases_change + e.new_releases_change, s.newly_linked + e.newly_linked, s.missing_days + e.missing_days,
       s.account_remainder, e.total, e.last_total, e.new_releases, s.this_week + e.this_week, s.last_week + e.last_week,
       s.settled_this_week + e.settled_this_week, s.settled_last_week + e.settled_last_week, s.days_matched,
       s.days_present, s.track_count + e.track_count, s.tracks_compared + e.tracks_compared, s.artist_count,
       s.artists_on_account, s.top_artist_id, :method_version
from summed s
left join shared_excess x
  on x.label = s.label and x.team is not distinct from s.team and x.metric_id = s.metric_id and x.week_on = s.week_on
cross join lateral (
    select coalesce(x.total, 0) as total, coalesce(x.last_total, 0) as last_total, coalesce(x.restated, 0) as restated,
           coalesce(x.real_listening, 0) as real_listening, coalesce(x.new_releases, 0) as new_releases,
           coalesce(x.new_releases_change, 0) as new_releases_change, coalesce(x.newly_linked, 0) as newly_linked,
           coalesce(x.missing_days, 0) as missing_days, coalesce(x.this_week, 0) as this_week,
           coalesce(x.last_week, 0) as last_week, coalesce(x.settled_this_week, 0) as settled_this_week,
           coalesce(x.settled_last_week, 0) as settled_last_week, coalesce(x.track_count, 0) as track_count,
           coalesce(x.tracks_compared, 0) as tracks_compared
) e;
