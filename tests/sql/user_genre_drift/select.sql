select user_name, heard_month, round(distance::numeric, 6) as distance, plays, plays_before from mart.user_genre_drift
