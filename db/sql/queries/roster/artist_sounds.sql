-- Sounds linked now, of one artist or of all, with the newest count of posts.
select a.name as artist_name, s.sound_id_tiktok, s.name as sound_name, s.author, t.name as track_name,
       (select p.value
        from core.audience_series e
        join core.metric m on m.metric_id = e.metric_id and m.code = 'sound_tiktok_posts'
        join core.audience_point p on p.series_id = e.series_id
        where e.sound_id = s.sound_id
        order by p.observed_on desc limit 1) as post_count,
       l.linked_by, date_trunc('second', l.known_from) as since
from core.artist_sound l
join core.artist a on a.artist_id = l.artist_id
join core.sound s on s.sound_id = l.sound_id
left join core.track t on t.track_id = l.track_id
where l.known_until is null and (cast(:artist_id as bigint) is null or l.artist_id = :artist_id)
order by a.name, l.known_from, l.link_id
