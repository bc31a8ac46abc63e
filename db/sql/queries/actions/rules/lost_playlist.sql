-- A playlist that dropped a song of a followed artist of late and has not taken it back.
insert into action_judged (rule, artist_id)
select distinct 'lost_playlist', e.artist_id
from core.event e
join app.artist_card c on c.artist_id = e.artist_id and c.status = 'confirmed';

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select distinct on (e.artist_id, e.identifier, e.track_id)
       'lost_playlist', e.artist_id, 'playlist ' || e.identifier || coalesce(' track ' || e.track_id, ''),
       'Taken off “' || e.title || '”' || coalesce(': ' || t.name, ''),
       'Ask the curator of “' || e.title || '” why, and pitch ' || coalesce('“' || t.name || '”', 'the song') || ' or its successor again.',
       jsonb_build_array(
           jsonb_build_object('what', 'followers of the playlist', 'value', coalesce(to_char(e.size, 'FM999,999,999,999'), 'not known'),
                              'source', e.source),
           jsonb_build_object('what', 'taken off on', 'value', e.happened_on, 'source', e.source)),
       'hours', 'streams', least(0.95, 0.2 + 0.1 * log(greatest(coalesce(e.size, 1), 1)))
from core.event e
join app.artist_card c on c.artist_id = e.artist_id and c.status = 'confirmed'
left join core.track t on t.track_id = e.track_id
where e.kind = 'playlist_exit' and e.happened_on > cast(:as_of as date) - cast(:lost_days as integer)
  and not exists (
      select from core.event n
      where n.artist_id = e.artist_id and n.track_id is not distinct from e.track_id and n.source = e.source
        and n.identifier = e.identifier and n.kind = 'playlist_entry' and n.happened_on >= e.happened_on)
order by e.artist_id, e.identifier, e.track_id, e.happened_on desc;
