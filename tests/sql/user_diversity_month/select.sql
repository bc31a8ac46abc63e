select user_name, heard_month, plays, genres, round(entropy_bits::numeric, 6) as entropy_bits,
       round(effective_genres::numeric, 6) as effective_genres, unknown_share
from mart.user_diversity_month
