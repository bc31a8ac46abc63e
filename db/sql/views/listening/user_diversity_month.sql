-- How many-sided a user's month was. Shannon (1948): H = - sum p log2 p; effective number 2^H (Jost 2006).
create view mart.user_diversity_month as
with part as (
    select user_id, heard_month, genre_id, play_ppm,
           play_ppm::float8 / nullif(sum(play_ppm) filter (where genre_id <> 0) over (partition by user_id, heard_month), 0) as p
    from mart.user_genre_month
), counted as (
    select user_id, heard_month, sum(play_ppm) as play_ppm,
           count(*) filter (where genre_id <> 0 and play_ppm > 0)::int as genres,
           coalesce(sum(play_ppm) filter (where genre_id = 0), 0) as unknown_ppm,
           abs(sum(p * ln(p) / ln(2.0::float8)) filter (where genre_id <> 0 and play_ppm > 0)) as entropy_bits
    from part
    group by user_id, heard_month
)
select c.user_id, u.user_name, c.heard_month, (c.play_ppm / 1000000)::bigint as plays, c.genres,
       c.entropy_bits, power(2, c.entropy_bits) as effective_genres, c.unknown_ppm / nullif(c.play_ppm, 0) as unknown_share
from counted c
join mart.listener u on u.user_id = c.user_id;
