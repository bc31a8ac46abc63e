-- Spotify tracks of a followed artist that bring no figures, because nothing links them to a song that has any.
insert into action_judged (rule, artist_id)
select 'silent_tracks', k.artist_id from mart.artist_card k where k.status = 'confirmed' and k.track_count > 0;

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'silent_tracks', u.artist_id, '',
       case when count(*) = 1 then '1 Spotify track brings no figures' else count(*) || ' Spotify tracks bring no figures' end,
       'Link them on the page Links, beginning with “' || min(u.track_name) || '”; what is not in Luminate''s table ask the vendor for.',
       jsonb_build_array(
           jsonb_build_object('what', 'tracks without figures', 'value', count(*) || ' of ' || k.track_count,
                              'source', 'Luminate''s table of songs'),
           jsonb_build_object('what', 'tracks linked', 'value', round(100 * k.linked_share) || ' %', 'source', 'target 94 %')),
       'minutes', 'streams', least(0.9, 0.2 + greatest(0.94 - k.linked_share, 0)::double precision)
from mart.unlinked_track u
join mart.artist_card k on k.artist_id = u.artist_id and k.status = 'confirmed'
where u.card_status = 'confirmed' and u.reason <> 'unlinked by hand' and k.linked_share < 0.94
group by u.artist_id, k.track_count, k.linked_share;
