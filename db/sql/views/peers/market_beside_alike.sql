-- Markets of followed artists as last read, beside the artists like them that were read too. Of two sources the one speaks that
-- tells availability itself.
create view mart.market_beside_alike as
with newest as (
    select distinct on (r.artist_id, r.market) r.artist_id, r.market, r.source, r.read_on, r.is_present
    from core.market_reading r
    join core.market k on k.market = r.market and k.is_counted
    order by r.artist_id, r.market, r.source = 'spotify' desc, r.read_on desc
), beside as (
    select s.artist_id, n.market, count(*) as alike_count, count(*) filter (where n.is_present) as present_count,
           string_agg(a.name, ', ' order by s.place) filter (where n.is_present and s.place <= 5) as present_names
    from mart.similar_artist s
    join newest n on n.artist_id = s.other_artist_id
    join core.artist a on a.artist_id = s.other_artist_id
    where s.source = 'groundswell'
    group by s.artist_id, n.market
)
select f.artist_id, f.artist, f.label, f.team, n.market, n.source, n.read_on, n.is_present,
       coalesce(b.alike_count, 0) as alike_count, coalesce(b.present_count, 0) as present_count, b.present_names
from mart.followed_artist f
join newest n on n.artist_id = f.artist_id
left join beside b on b.artist_id = n.artist_id and b.market = n.market;
