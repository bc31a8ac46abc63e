-- TikTok sounds that look like an artist's, for a person to decide; the likeliest first.
create view mart.sound_suggestion as
select g.suggestion_id, g.state, g.artist_id, a.name as artist_name, s.sound_id_tiktok, s.name as sound_name, s.author,
       g.track_id, t.name as track_name, g.score, g.evidence,
       'https://www.tiktok.com/music/-' || s.sound_id_tiktok as sound_url,
       (select p.value
        from core.audience_series e
        join core.metric m on m.metric_id = e.metric_id and m.code = 'sound_tiktok_posts'
        join core.audience_point p on p.series_id = e.series_id
        where e.sound_id = s.sound_id
        order by p.observed_on desc limit 1) as post_count,
       g.suggested_at, g.decided_by, g.decided_at
from app.sound_suggestion g
join core.sound s on s.sound_id = g.sound_id
join core.artist a on a.artist_id = g.artist_id
left join core.track t on t.track_id = g.track_id
order by g.score desc, g.suggestion_id;
