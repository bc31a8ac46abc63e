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
), artist as (
    select c.label, w.metric_id, w.week_on, count(*)::int as artist_count,
           (count(*) filter (where w.basis = 'account'))::int as artists_on_account
    from carded c
    join artist_week w on w.artist_id = c.artist_id and w.week_on >= cast(:first_week as date)
    join core.metric m on m.metric_id = w.metric_id and m.membership in ('links', 'sounds')
    group by c.label, w.metric_id, w.week_on
)
select p.label, p.metric_id, p.week_on, sum(p.value)::bigint,
       (sum(p.this_week) filter (where p.change is not null))::bigint,
       (sum(p.last_week) filter (where p.change is not null))::bigint,
       max(p.days_present), count(*)::int, count(p.change)::int, a.artist_count, a.artists_on_account, :method_version
from part p
join artist a on a.label = p.label and a.metric_id = p.metric_id and a.week_on = p.week_on
group by p.label, p.metric_id, p.week_on, a.artist_count, a.artists_on_account;
