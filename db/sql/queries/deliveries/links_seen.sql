-- Artists whose links changed are marked; which tracks the load named is kept for loads that arrived earlier.
insert into ops.dirty_mark (artist_id, since_on)
select a.artist_id, min(core.link_since(v.spotify_track_id, cast(:arrived_at as date)))
from delivered_version v
join core.account_track h on h.spotify_track_id = v.spotify_track_id
join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
group by a.artist_id;

insert into raw.answer (provider, endpoint, url, status, fetched_at, body)
select 'vendor', :source, 'load/' || :load_id, 200, :arrived_at,
       convert_to(jsonb_object_agg(spotify_track_id, '')::text, 'UTF8')
from delivered_given_link
having count(*) > 0;

select count(*) filter (where old_track_id is null) as rows_new,
       count(*) filter (where old_track_id is not null and is_changed and old_track_id <> track_id) as rows_restated,
       count(*) filter (where old_track_id is not null and not (is_changed and old_track_id <> track_id)) as rows_same
from (
    select g.*, exists (select from delivered_version v where v.spotify_track_id = g.spotify_track_id) as is_changed
    from delivered_given_link g
) as row_of_load
