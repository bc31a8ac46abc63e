drop table if exists vendor_link;
create temporary table vendor_link (line integer, spotify_track_id bigint, song_id bigint) on commit drop
