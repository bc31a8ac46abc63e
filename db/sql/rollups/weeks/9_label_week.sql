-- grain:   label of confirmed artist cards (and 'all labels'), metric, week
-- sources: track_week and sound_week through links, app.artist_card, artist_week
-- window:  every week since the first one changed for any artist: labels are summed whole
-- re-run:  safe; the weeks are deleted and built again in one transaction
delete from label_week where week_on >= cast(:first_week as date);

insert into label_week
    (label, metric_id, week_on, value, this_week, last_week, days_present, track_count, tracks_compared, artist_count,
     artists_on_account, method_version)
with carded as (
    select artist_id, label from app.artist_card where status = 'confirmed'
    union all
    select artist_id, 'all labels' from app.artist_card where status = 'confirmed'
), held as (
    select distinct c.label, h.track_id
    from carded c
    join core.artist_track_known(cast(:known_at as timestamptz)) h on h.artist_id = c.artist_id
), linked as (
    select distinct c.label, h.sound_id
    from carded c
    join core.artist_sound h
      on h.artist_id = c.artist_id
     and tstzrange(least(h.known_from, cast(:entries_from as timestamptz)), h.known_until)
         @> cast(:known_at as timestamptz)
), part as (
    select h.label, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change, w.days_present
    from held h
    join track_week w on w.track_id = h.track_id and w.week_on >= cast(:first_week as date)
    join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
    union all
    select h.label, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change, w.days_present
    from linked h
    join sound_week w on w.sound_id = h.sound_id and w.week_on >= cast(:first_week as date)
), figure as (
    -- Set beside each other and not joined: of rows just entered the planner expects one, and would add up all parts
    -- again for every week.
    select p.label, p.metric_id, p.week_on, sum(p.value)::bigint as value,
           (sum(p.this_week) filter (where p.change is not null))::bigint as this_week,
           (sum(p.last_week) filter (where p.change is not null))::bigint as last_week,
           max(p.days_present) as days_present, count(*)::int as track_count, count(p.change)::int as tracks_compared,
           null::int as artist_count, null::int as artists_on_account
    from part p
    group by p.label, p.metric_id, p.week_on
    union all
    select c.label, w.metric_id, w.week_on, null, null, null, null, null, null,
           count(*)::int, (count(*) filter (where w.basis = 'account'))::int
    from carded c
    join artist_week w on w.artist_id = c.artist_id and w.week_on >= cast(:first_week as date)
    join core.metric m on m.metric_id = w.metric_id and m.membership in ('links', 'sounds')
    group by c.label, w.metric_id, w.week_on
)
select f.label, f.metric_id, f.week_on, max(f.value), max(f.this_week), max(f.last_week), max(f.days_present),
       max(f.track_count), max(f.tracks_compared), max(f.artist_count), max(f.artists_on_account), :method_version
from figure f
group by f.label, f.metric_id, f.week_on
having count(f.track_count) = 1 and count(f.artist_count) = 1;
