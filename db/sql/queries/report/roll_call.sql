-- Every artist: the like-for-like figure where there is one, else what was seen, else nothing
select a.artist_id, a.artist_name, a.country_code,
       coalesce(p.this_week, p.total) as value,
       p.ratio, coalesce(p.is_comparable, false) as is_comparable, p.days_present
from mart.artist a
left join mart.artist_week_pair p on p.artist_id = a.artist_id and p.week_on = :week and p.metric = :metric
order by p.is_comparable desc nulls last, coalesce(p.this_week, p.total) desc nulls last, a.artist_name collate "C", a.artist_id;
