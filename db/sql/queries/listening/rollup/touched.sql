-- What to build of the user: everything, or the days marked; and where to look for it. A day is sought a day earlier and
-- later than its year, because the zone decides which it is.
select u.time_zone, t.days, t.is_whole,
       case when t.is_whole then '-infinity' else t.first_on::text end as first_on,
       case when t.is_whole then 'infinity' else t.last_on::text end as last_on,
       case when t.is_whole then 0 else date_part('year', t.first_on)::int end as first_year,
       case when t.is_whole then 9999 else date_part('year', t.last_on)::int end as last_year,
       case when t.is_whole then '-infinity'
            else (date_trunc('year', t.first_on::timestamp) - interval '1 day')::text end as from_at,
       case when t.is_whole then 'infinity'
            else (date_trunc('year', t.last_on::timestamp) + interval '1 year 1 day')::text end as until_at
from core.listening_user u
cross join (
    select count(*) as days, coalesce(bool_or(heard_on is null), false) as is_whole, min(heard_on) as first_on,
           max(heard_on) as last_on
    from touched_day
) t
where u.user_id = :user_id
