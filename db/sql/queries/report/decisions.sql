-- What somebody must decide this week, as rows say it: the kind, whom it is about, how many more of the kind there are
with followed as (
    select artist_id, artist from mart.followed_artist where mart.is_within(label, team, :label, :team)
), badge as (
    select b.* from mart.followed_badge b
    where b.week_on = :week and b.whose = 'artist' and mart.is_within(b.label, b.team, :label, :team)
), sounds as (
    select distinct artist_id from mart.artist_sound
), waiting as (
    select s.artist_id, count(*) as suggestions from mart.sound_suggestion s where s.state = 'waiting' group by s.artist_id
), unlinked as (
    select u.artist_id, u.reason, count(distinct u.spotify_track_id) as tracks
    from mart.unlinked_track u
    where u.card_status = 'confirmed' and u.is_primary and u.reason <> 'unlinked by hand'
    group by u.artist_id, u.reason
), found as (
    select 'late source' as kind, 1 as urgency, f.name as about, f.note as detail, f.days_behind::bigint as amount
    from mart.source_freshness f where f.is_late and f.is_must_have
    union all
    select 'doubtful data', 2, b.artist, b.metric_name || ': ' || b.reason, abs(b.extra)
    from badge b where b.tier = 'check data'
    union all
    select 'rise without sound', 3, b.artist, b.tier, coalesce(w.suggestions, 0)
    from badge b
    left join waiting w on w.artist_id = b.artist_id
    where b.tier in ('confirmed', 'rising') and b.direction = 'up' and b.metric = :metric
      and b.artist_id not in (select artist_id from sounds)
    union all
    select 'sounds to review', 4, f.artist, null, w.suggestions
    from waiting w join followed f on f.artist_id = w.artist_id
    union all
    select 'unlinked tracks', 5, f.artist, u.reason, u.tracks
    from unlinked u join followed f on f.artist_id = u.artist_id
)
select kind, about, detail, amount, artists, total
from (
    select *, count(*) over kinds as artists, sum(coalesce(amount, 0)) over kinds as total,
           row_number() over (partition by kind order by amount desc nulls last, about collate "C") as place
    from found
    window kinds as (partition by kind)
) ranked
where place = 1
order by urgency;
