-- grain:   one row per followed artist: markets held, new and lost
-- sources: growth_followed, core.market, core.market_reading
-- window:  the newest reading at most :fresh_days days before :day, and the two before it
-- re-run:  safe; reads only, into a table that ends with the transaction
-- of each artist the source that was read last, Spotify where both were; its markets held now and before
create temporary table growth_market on commit drop as
with newest as (
    select distinct on (f.artist_id) f.artist_id, o.source, d.read_on
    from growth_followed f
    cross join (values ('spotify'), ('soundcharts')) as o (source)
    cross join core.market k
    cross join lateral (
        select read_on from core.market_reading r
        where r.artist_id = f.artist_id and r.source = o.source and r.market = k.market
          and r.read_on <= cast(:day as date) and r.read_on > cast(:day as date) - cast(:fresh_days as int)
        order by r.read_on desc limit 1) d
    where k.is_counted
    order by f.artist_id, d.read_on desc, o.source = 'spotify' desc
), told as (
    select n.artist_id, n.source, n.read_on, k.market, k.place, p.present,
           -- held: present, or absent once after having been there
           p.present[1] or coalesce(p.present[2], false) as is_held,
           p.present[2] or coalesce(p.present[3], false) as was_held
    from newest n
    join core.market k on k.is_counted
    cross join lateral (
        select array_agg(r.is_present order by r.read_on desc) as present
        from (select is_present, read_on from core.market_reading
              where artist_id = n.artist_id and source = n.source and market = k.market and read_on <= n.read_on
              order by read_on desc limit 3) r) p
    where p.present is not null
)
select artist_id, min(source) as source, min(read_on) as read_on,
       (count(*) filter (where is_held))::smallint as market_count,
       coalesce(array_agg(market order by place) filter (where is_held and not was_held), '{}') as new_markets,
       coalesce(array_agg(market order by place) filter (where was_held and not is_held), '{}') as lost_markets
from told
group by artist_id;
