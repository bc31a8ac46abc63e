-- The visibility score and its four parts, 0 to 25 each: followers as logarithms go up to a million, popularity, markets
-- held of those on the list, strength of the best tracks. A part of what is null is null, and so is the score then.
-- Parts are rounded first, so that those shown add up to it. taxonomies/growth.yaml numbers the formula.
create or replace function core.visibility(followers bigint, popularity integer, market_count integer, market_total integer,
                                           track_share double precision)
    returns table (followers_part numeric, popularity_part numeric, markets_part numeric, tracks_part numeric, score numeric)
    language sql immutable parallel safe
as $$
    select p.*, p.followers_part + p.popularity_part + p.markets_part + p.tracks_part
    -- least() passes over null, so what is missing is left out first
    from (select case when followers is not null
                      then round((25 * least(1, log(1 + followers::double precision) / 6))::numeric, 2) end as followers_part,
                 round(25 * popularity / 100.0, 2) as popularity_part,
                 round(25 * market_count / nullif(market_total, 0)::numeric, 2) as markets_part,
                 round((25 * track_share)::numeric, 2) as tracks_part) as p
$$;

comment on function core.visibility(bigint, integer, integer, integer, double precision) is
    'Parts of the visibility score from followers, popularity (0 to 100), markets held of all on the list and track strength (0 to 1).';
