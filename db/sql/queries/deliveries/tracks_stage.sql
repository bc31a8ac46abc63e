drop table if exists delivered_track;
create temporary table delivered_track (
    line integer, spotify_track_id bigint, track_id_spotify text, name text, isrc text, album_id bigint,
    duration_ms integer, spotify_account_id bigint, modified timestamptz
) on commit drop
