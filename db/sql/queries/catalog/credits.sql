-- The credits of a track as they now are. Whose credits change is rolled up again.
with given as (
    select a.artist_id, min(g.credit_order)::smallint as credit_order
    from unnest(cast(:uuids as uuid[])) with ordinality as g (uuid, credit_order)
    join core.artist a on a.artist_id_soundcharts = g.uuid
    group by a.artist_id
), gone as (
    delete from core.track_artist ta
    where ta.track_id = :track_id and not exists (select from given g where g.artist_id = ta.artist_id)
    returning ta.artist_id
), set_credits as (
    insert into core.track_artist (track_id, artist_id, credit_order)
    select :track_id, artist_id, credit_order from given
    on conflict (track_id, artist_id) do update
    set credit_order = excluded.credit_order, loaded_at = now()
    where core.track_artist.credit_order <> excluded.credit_order
    returning artist_id
), changed as (
    select artist_id from gone union select artist_id from set_credits
), marked as (
    insert into ops.dirty_mark (artist_id, since_on) select artist_id, '-infinity' from changed
)
select count(*) from changed
