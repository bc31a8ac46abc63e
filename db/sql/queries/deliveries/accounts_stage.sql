drop table if exists delivered_account;
create temporary table delivered_account (
    line integer, spotify_account_id bigint, artist_id_spotify text, name text, image_url text, modified timestamptz,
    artist_id bigint
) on commit drop
