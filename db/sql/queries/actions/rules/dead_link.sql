-- A work of a followed artist whose Spotify track is gone, became another or went out of markets.
insert into action_judged (rule, artist_id)
select distinct 'dead_link', l.artist_id
from mart.work_link l
join app.artist_card c on c.artist_id = l.artist_id and c.status = 'confirmed'
where l.checked_at is not null;

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'dead_link', l.artist_id, 'work ' || l.work_id,
       case l.state when 'dead' then 'Gone from Spotify: ' when 'changed' then 'Another track on Spotify now: '
                    else 'Out of markets on Spotify: ' end || l.title,
       case l.state when 'dead' then 'Ask the distributor to put “' || l.title || '” back, or link the track that took its place.'
                    when 'changed' then 'Look at the track and link the right one on the page Works.'
                    else 'Ask the distributor why “' || l.title || '” is out of these markets.' end,
       jsonb_build_array(jsonb_build_object('what', 'last check', 'value', l.state_reason,
                                            'source', 'Spotify, ' || to_char(l.checked_at at time zone 'utc', 'YYYY-MM-DD'))),
       'hours', 'streams', case l.state when 'dead' then 0.9 when 'changed' then 0.7 else 0.5 end
from mart.work_link l
join app.artist_card c on c.artist_id = l.artist_id and c.status = 'confirmed'
where l.state <> 'live' and l.checked_at is not null;
