-- TikTok sounds linked to artists now, who said so, and how many posts they have.
create view mart.artist_sound as
select l.artist_id, a.name as artist_name, s.sound_id_tiktok, s.name as sound_name, s.author, l.track_id,
       t.name as track_name, 'https://www.tiktok.com/music/-' || s.sound_id_tiktok as sound_url, n.post_count, n.seen_on,
       l.linked_by, l.known_from as linked_at
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
where l.known_until is null;

comment on view mart.artist_sound is 'TikTok sounds linked to artists now, who said so, and how many posts they have.';
comment on column mart.artist_sound.artist_id is 'Our number of the artist.';
comment on column mart.artist_sound.artist_name is 'Artist.';
comment on column mart.artist_sound.sound_id_tiktok is 'TikTok''s own id.';
comment on column mart.artist_sound.sound_name is 'Title on TikTok; null until the vendor names it.';
comment on column mart.artist_sound.author is 'Author on TikTok; null where unknown.';
comment on column mart.artist_sound.track_id is 'Our number of the track it is said to be of; null if not said.';
comment on column mart.artist_sound.track_name is 'Title of that track.';
comment on column mart.artist_sound.sound_url is 'Its page on TikTok.';
comment on column mart.artist_sound.post_count is 'Posts at the newest reading; null while there is none.';
comment on column mart.artist_sound.seen_on is 'Day of the newest reading.';
comment on column mart.artist_sound.linked_by is 'Who linked it.';
comment on column mart.artist_sound.linked_at is 'Linked at (UTC).';
