-- What a connection works with while it builds a user: emptied at the end of each transaction.
create temporary table if not exists touched_day (heard_on date) on commit delete rows;
create temporary table if not exists heard (
    heard_on date, heard_month date, heard_hour smallint, is_day boolean, is_month boolean, is_music boolean,
    heard_item_id int, ms_played int, is_play int, kind text, is_video boolean
) on commit delete rows;
create temporary table if not exists item_genre (heard_item_id int, genre_id smallint, share_ppm int) on commit delete rows;
create temporary table if not exists item_mood (heard_item_id int, mood_id smallint, share_ppm int) on commit delete rows;
create temporary table if not exists genre_day (
    heard_on date, is_day boolean, genre_id smallint, play_ppm bigint, ms_ppm bigint
) on commit delete rows;
create temporary table if not exists mood_day (
    heard_on date, is_day boolean, mood_id smallint, play_ppm bigint, ms_ppm bigint
) on commit delete rows
