-- How far a user's genres are apart in two windows of days, both ends included: as in mart.user_genre_drift.
create or replace function mart.genre_drift(for_user integer, from_a date, until_a date, from_b date, until_b date)
    returns double precision
    language sql stable parallel safe
    begin atomic
    with summed as (
        select genre_id, (sum(play_ppm) filter (where heard_on between from_a and until_a))::float8 as a,
               (sum(play_ppm) filter (where heard_on between from_b and until_b))::float8 as b
        from mart.user_genre_day
        where user_id = for_user and genre_id <> 0
          and (heard_on between from_a and until_a or heard_on between from_b and until_b)
        group by genre_id
    ), part as (
        select coalesce(a, 0) / nullif(sum(a) over (), 0) as p, coalesce(b, 0) / nullif(sum(b) over (), 0) as q from summed
    )
    select sqrt(greatest(least(
        sum(case when p > 0 then p * ln(2 * p / (p + q)) else 0 end + case when q > 0 then q * ln(2 * q / (p + q)) else 0 end)
        / (2 * ln(2.0::float8)), 1), 0))
    from part
    having bool_and(p is not null and q is not null);
    end;

comment on function mart.genre_drift(integer, date, date, date, date) is
    'Jensen-Shannon distance (0 to 1, base 2) between a user''s known genres in two windows of days, ends included; null where one has none.';
