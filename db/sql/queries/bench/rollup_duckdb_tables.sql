-- Where the warehouse's rows go in DuckDB, with the types they have there.
create table play (user_id integer, played_at timestamptz, heard_item_id integer, context_id integer, ms_played integer);
create table listening_user (user_id integer, time_zone varchar);
create table heard_item (heard_item_id integer, kind varchar);
create table play_context (context_id integer, is_video boolean);
create table track_genre (heard_item_id integer, genre_id smallint, share_ppm integer);
create table track_mood (heard_item_id integer, mood_id smallint, share_ppm integer);
create table listening_basis (least_play_ms integer);
