-- Works in the label's catalogue with the Spotify track each is linked to now, or why there is none.
create view mart.work as
select w.work_id, w.artist_id, a.name as artist_name, c.label, c.team, w.work_code, w.title, w.credit_name, w.isrc, w.upc,
       w.writers, w.album, w.duration_ms, w.release_on, w.entered_by, w.entered_at, w.changed_at,
       l.link_id, l.track_id_spotify, 'https://open.spotify.com/track/' || l.track_id_spotify as track_url, l.confidence,
       s.link_state, s.link_state in ('linked', 'region lost') as is_linked,
       case s.link_state
           when 'linked' then null
           when 'in review' then 'a track is proposed and waits for a decision'
           when 'not searched' then 'not looked up at Spotify yet'
           when 'missing' then coalesce(w.unlinked_reason, 'nothing found')
           else l.state_reason end as missing_reason
from core.work w
join core.artist a on a.artist_id = w.artist_id
left join app.artist_card c on c.artist_id = w.artist_id and c.status <> 'archived'
left join core.work_link l on l.work_id = w.work_id and l.known_until is null
cross join lateral (
    select case
        when l.state = 'live' then 'linked'
        when l.state is not null then replace(l.state, '_', ' ')
        when exists (select from app.work_suggestion g where g.work_id = w.work_id and g.state = 'waiting') then 'in review'
        when w.unlinked_reason is null then 'not searched'
        else 'missing' end as link_state) s
where w.retired_at is null;
