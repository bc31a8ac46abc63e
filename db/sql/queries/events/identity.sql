-- The artist is the provider's :uuid, unless another artist of ours is: then that one's number.
with known as (
    select artist_id from core.artist where artist_id_soundcharts = :uuid and artist_id <> :artist_id
), entered as (
    update core.artist set artist_id_soundcharts = :uuid
    where artist_id = :artist_id and artist_id_soundcharts is null and not exists (select from known)
)
select a.artist_id_spotify, k.artist_id as known_id from core.artist a left join known k on true where a.artist_id = :artist_id
