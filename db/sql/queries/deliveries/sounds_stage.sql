drop table if exists delivered_sound;
create temporary table delivered_sound (
    line integer, sound_id_vendor bigint, sound_id_tiktok text, name text, author text, spotify_track_id bigint
) on commit drop
