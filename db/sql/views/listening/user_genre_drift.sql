-- How far a user's genres moved from one month to the next: Jensen-Shannon distance, the root of the divergence (Lin 1991)
-- in base 2 (Endres and Schindelin 2003), over what is known.
create view mart.user_genre_drift as
with known as (
    select user_id, heard_month, genre_id, play_ppm,
           play_ppm::float8 / sum(play_ppm) over (partition by user_id, heard_month) as part
    from mart.user_genre_month
    where genre_id <> 0 and play_ppm > 0
), paired as (
    select user_id, heard_month, genre_id, sum(p) as p, sum(q) as q, sum(play_ppm) as play_ppm, sum(play_ppm_before) as play_ppm_before
    from (
        select user_id, heard_month, genre_id, part as p, 0 as q, play_ppm, 0 as play_ppm_before from known
        union all
        select user_id, (heard_month + interval '1 month')::date, genre_id, 0, part, 0, play_ppm from known
    ) both_months
    group by user_id, heard_month, genre_id
), measured as (
    select user_id, heard_month, sum(play_ppm) * 0.000001 as plays, sum(play_ppm_before) * 0.000001 as plays_before,
           sum(case when p > 0 then p * ln(2 * p / (p + q)) else 0 end + case when q > 0 then q * ln(2 * q / (p + q)) else 0 end)
           / (2 * ln(2.0::float8)) as divergence
    from paired
    group by user_id, heard_month
    having sum(p) > 0 and sum(q) > 0
)
select m.user_id, u.user_name, m.heard_month, sqrt(greatest(least(m.divergence, 1), 0)) as distance, m.plays, m.plays_before
from measured m
join mart.listener u on u.user_id = m.user_id;
