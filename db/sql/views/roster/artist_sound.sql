-- TikTok sounds linked to artists now, who said so, and how many posts they have.
create view mart.artist_sound as
select l.artist_id, a.name as artist_name, s.sound_id_tiktok, s.name as sound_name, s.author, l.track_id,
       t.name as track_name, 'https://www.tiktok.com/music/-' || s.sound_id_tiktok as sound_url, n.post_count, n.seen_on,
       l.linked_by, l.known_from as linked_at,
       case when w.outcome in ('stored', 'unchanged') then w.done_at end as verified_at,
       coalesce(w.outcome = 'no_data' and s.sound_id_vendor is null, false) as is_unknown
from core.artist_sound l
join core.artist a on a.artist_id = l.artist_id
join core.sound s on s.sound_id = l.sound_id
left join core.track t on t.track_id = l.track_id
left join lateral (
    select p.value as post_count, p.observed_on as seen_on
    from core.audience_series e
    join core.metric m on m.metric_id = e.metric_id and m.code = 'sound_tiktok_posts'
    join core.audience_point p on p.series_id = e.series_id
    where e.sound_id = s.sound_id
    order by p.observed_on desc limit 1) n on true
left join ops.work w on w.kind = 'tiktok_sound' and w.entity_id = s.sound_id and w.state = 'done'
where l.known_until is null;
