-- What was given up on by the fetchers, counted
select kind, platform, count(*) as items
from mart.fetch_state
where state = 'dead'
group by kind, platform
order by count(*) desc, kind, platform;
