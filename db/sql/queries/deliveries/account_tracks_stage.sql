drop table if exists delivered_account_track;
create temporary table delivered_account_track (
    line integer, spotify_account_id bigint, spotify_track_id bigint, is_primary boolean, modified timestamptz
) on commit drop
