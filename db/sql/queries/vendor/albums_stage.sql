drop table if exists vendor_album;
create temporary table vendor_album (line integer, album_id bigint, name text, release_on date) on commit drop
