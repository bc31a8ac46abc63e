-- The visibility score of followed artists four weeks before a day, on it and four weeks after, or up to 3 days earlier each;
-- and their size by streams before the day. What rests on other sources than on the day is left out.
select a.artist_id, case when b.basis = n.basis then b.visibility_score::double precision end as before,
       n.visibility_score::double precision as at,
       case when t.basis = n.basis then t.visibility_score::double precision end as after, z.tier
from (select distinct artist_id from mart.growth_metric) a
left join lateral (
    select visibility_score, core.score_basis(markets_source, tracks_source, formula_version) as basis
    from mart.growth_metric g
    where g.artist_id = a.artist_id and g.measured_on between cast(:done_on as date) - 31 and cast(:done_on as date) - 28
    order by g.measured_on desc limit 1) b on true
left join lateral (
    select visibility_score, core.score_basis(markets_source, tracks_source, formula_version) as basis
    from mart.growth_metric g
    where g.artist_id = a.artist_id and g.measured_on between cast(:done_on as date) - 3 and cast(:done_on as date)
    order by g.measured_on desc limit 1) n on true
left join lateral (
    select visibility_score, core.score_basis(markets_source, tracks_source, formula_version) as basis
    from mart.growth_metric g
    where g.artist_id = a.artist_id and g.measured_on between cast(:done_on as date) + 25 and cast(:done_on as date) + 28
    order by g.measured_on desc limit 1) t on true
left join core.size_on(:done_on, cast(:size_tiers as double precision[])) z on z.artist_id = a.artist_id
