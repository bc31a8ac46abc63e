drop table if exists delivered_link;
create temporary table delivered_link (line integer, spotify_track_id bigint, song_id bigint) on commit drop
