drop table if exists delivered_album;
create temporary table delivered_album (line integer, album_id bigint, name text, release_on date) on commit drop
