-- A market where most artists like a followed one are present and this one is not.
insert into action_judged (rule, artist_id)
select distinct 'market_gap', artist_id from mart.market_beside_alike where alike_count >= :similar_least;

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'market_gap', m.artist_id, m.market,
       'Not in ' || m.market || ', where ' || m.present_count || ' of ' || m.alike_count || ' artists alike are',
       'Ask the distributor for ' || m.market || '; once there, pitch the best track to a playlist of that country.',
       jsonb_build_array(
           jsonb_build_object('what', 'artists alike in ' || m.market, 'value', m.present_count || ' of ' || m.alike_count,
                              'source', 'markets read; alike by genres and listeners'),
           jsonb_build_object('what', 'for example', 'value', coalesce(m.present_names, 'none of the five nearest'),
                              'source', 'artists alike'),
           jsonb_build_object('what', 'this artist', 'value', 'absent', 'source', m.source || ', ' || m.read_on)),
       'days', 'score', least(0.8, 0.2 + 0.5 * m.present_count / m.alike_count)
from mart.market_beside_alike m
where not m.is_present and m.alike_count >= :similar_least and m.present_count >= :gap_share * m.alike_count;
