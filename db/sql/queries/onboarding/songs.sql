-- Songs of an artist as the provider lists them: thin until their metadata comes, which is queued and brings all credits.
with given as (
    select g.* from unnest(cast(:uuids as uuid[]), cast(:names as text[]), cast(:credits as text[]), cast(:release_on as date[]))
        as g (uuid, name, credit, release_on)
), entered as (
    insert into core.track (track_id_soundcharts, name, credit_name, release_on)
    select distinct on (uuid) uuid, name, credit, release_on from given order by uuid
    on conflict (track_id_soundcharts) do nothing
    returning track_id
), theirs as (
    select track_id, true as is_new from entered
    union all
    select t.track_id, false from core.track t where t.track_id_soundcharts in (select uuid from given)
), credited as (
    insert into core.track_artist (track_id, artist_id, credit_order)
    select track_id, :artist_id, 1 from theirs
    on conflict (track_id, artist_id) do nothing
), queued as (
    insert into ops.work (kind, entity_id, platform, priority)
    select 'track_metadata', track_id, '', 2 from theirs
    on conflict (kind, entity_id, platform, for_at) do nothing
)
select count(*) from theirs where is_new
