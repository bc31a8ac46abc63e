-- A part of the visibility score of a followed artist that fell over four weeks; one item for each part.
create temporary table score_part on commit drop as
select n.artist_id, n.measured_on, b.measured_on as before_on, v.part, v.now, v.before, v.step, v.aims_at
from (
    select distinct on (artist_id) * from mart.growth_metric
    where measured_on >= (select max(measured_on) from mart.growth_metric) - 3
    order by artist_id, measured_on desc
) n
join app.artist_card c on c.artist_id = n.artist_id and c.status = 'confirmed'
cross join lateral (
    select * from mart.growth_metric g
    where g.artist_id = n.artist_id and g.measured_on between n.measured_on - 31 and n.measured_on - 28
    order by g.measured_on desc limit 1
) b
cross join lateral (
    values ('followers', n.followers_part, b.followers_part, 'Ask followers back: a pre-save, a post with the link to the profile.', 'followers'),
           ('popularity', n.popularity_part, b.popularity_part, 'Give the newest songs a push: a playlist pitch, an ad, a short video.', 'score'),
           ('markets', n.markets_part, b.markets_part, 'Ask the distributor about the markets that were lost.', 'score'),
           ('tracks', n.tracks_part, b.tracks_part, 'See which of the top tracks lost most on the dashboard Artist, and pitch it again.', 'score')
) v (part, now, before, step, aims_at)
where v.now is not null and v.before is not null and n.formula_version = b.formula_version
  and case v.part when 'markets' then n.markets_source is not distinct from b.markets_source
                  when 'tracks' then n.tracks_source is not distinct from b.tracks_source else true end;

-- judged where all four parts can be compared, so that a part that was not read closes nothing
insert into action_judged (rule, artist_id)
select 'falling_part', artist_id from score_part group by artist_id having count(*) = 4;

insert into action_found (rule, artist_id, subject, title, step, evidence, cost, aims_at, weight)
select 'falling_part', artist_id, part,
       'The part of ' || part || ' in the score fell by ' || to_char(before - now, 'FM90.0') || ' points', step,
       jsonb_build_array(
           jsonb_build_object('what', 'part now', 'value', to_char(now, 'FM90.0') || ' of 25', 'source', 'score of ' || measured_on),
           jsonb_build_object('what', 'four weeks before', 'value', to_char(before, 'FM90.0'), 'source', 'score of ' || before_on)),
       'days', aims_at, least(1.0, 0.3 + (before - now)::double precision / 25)
from score_part
where before - now >= :part_fall;
