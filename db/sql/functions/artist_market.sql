-- The country that most of an artist's listeners came from, or left in, about a week: by Spotify's monthly listeners by country,
-- from the last reading before the week to the newest up to the Monday after it. Countries that either reading does not list
-- are unknown and left out; of fewer than three nothing can be told. Nobody came to a country by being many there already, so
-- both shares are told: of all that came (or left), and of the listeners there were.
create or replace function core.artist_market(of_artist bigint, of_week date, rises boolean)
    returns table (country_code text, last_listeners bigint, listeners bigint, change_share double precision,
                   listener_share double precision, all_change_share double precision)
    language sql stable parallel safe rows 1
as $$
    with located as (
        select s.country_code, p.observed_on, p.value
        from core.audience_series s
        join core.metric m on m.metric_id = s.metric_id and m.code = 'artist_spotify_listeners'
        join core.audience_point p on p.series_id = s.series_id and p.observed_on between of_week - 10 and of_week + 10
        where s.artist_id = of_artist and s.country_code is not null
    ), reading as (
        -- three days of the week at least are among the 28 of a reading
        select max(observed_on) filter (where observed_on < of_week) as before_on,
               max(observed_on) filter (where observed_on > of_week + 2) as after_on
        from located
    ), moved as (
        select b.country_code, b.value as last_listeners, a.value as listeners,
               case when rises then a.value - b.value else b.value - a.value end as gain
        from reading r
        join located b on b.observed_on = r.before_on
        join located a on a.observed_on = r.after_on and a.country_code = b.country_code
    ), told as (
        select m.*, sum(greatest(gain, 0)) over () as all_gain, sum(last_listeners) over () as all_last,
               sum(gain) over () as net_gain, count(*) over () as countries
        from moved m
    )
    select country_code, last_listeners, listeners, gain::double precision / all_gain, last_listeners::double precision / all_last,
           net_gain::double precision / all_last
    from told
    where countries >= 3 and gain > 0 and all_last > 0
    order by gain desc, country_code limit 1
$$;

comment on function core.artist_market(bigint, date, boolean) is
    'The country most of an artist''s listeners came from about a week, or left in, with its share of them and of all there were.';
