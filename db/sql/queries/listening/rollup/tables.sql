-- What a connection works with while it builds a user: emptied at the end of each transaction. Keys are days since 1970,
-- shifted by 15 bits to leave room for the number of a genre or mood: one whole number is sorted in half the time that a
-- day and a number take. Each step is a table of its own, because of tables the planner knows at least the size: after a
-- first load it knows nothing of the user's plays.
create temporary table if not exists touched_day (heard_on date) on commit delete rows;
create temporary table if not exists played (
    local_at timestamp, heard_item_id int, ms_played int, is_video boolean
) on commit delete rows;
create temporary table if not exists item_kind (heard_item_id int, kind text) on commit delete rows;
create temporary table if not exists heard (
    heard_on date, heard_hour smallint, heard_item_id int, ms_played int, is_play int, kind text, is_video boolean
) on commit delete rows;
create temporary table if not exists heard_day (
    heard_on date, day_key bigint, month_key bigint, heard_year smallint, is_touched boolean, is_in_month boolean
) on commit delete rows;
create temporary table if not exists item_genre (heard_item_id int, genre_id smallint, share_ppm int) on commit delete rows;
create temporary table if not exists item_mood (heard_item_id int, mood_id smallint, share_ppm int) on commit delete rows;
create temporary table if not exists genre_day (key bigint, play_ppm bigint, ms_ppm bigint) on commit delete rows;
create temporary table if not exists mood_day (key bigint, play_ppm bigint, ms_ppm bigint) on commit delete rows
