-- Works of a followed artist that are linked to no Spotify track, while the catalogue is short of its target.
insert into action_judged (rule, artist_id)
select 'missing_link', w.artist_id
from mart.work_coverage w
join app.artist_card c on c.artist_id = w.artist_id and c.status = 'confirmed'
-- what was never looked up may be linked by itself
where not exists (select from mart.work n where n.artist_id = w.artist_id and n.link_state = 'not searched');

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'missing_link', w.artist_id, '',
       w.short_count || case when w.short_count = 1 then ' work is' else ' works are' end || ' short of the target of linked works',
       case when w.review_count > 0 then 'Decide on the ' || w.review_count || ' proposed, then look for: ' else 'Find them on Spotify: ' end
           || left(w.missing_works, 300) || '.',
       jsonb_build_array(
           jsonb_build_object('what', 'works linked', 'value', w.linked_count || ' of ' || w.work_count, 'source', 'catalogue of works'),
           jsonb_build_object('what', 'share', 'value', round((100 * w.linked_share)::numeric, 1) || ' %',
                              'source', 'target ' || round(100 * w.target_share) || ' %')),
       'minutes', 'streams', least(0.9, 0.4 + w.target_share - w.linked_share)
from mart.work_coverage w
join action_judged j on j.artist_id = w.artist_id and j.rule = 'missing_link'
where w.short_count > 0;
