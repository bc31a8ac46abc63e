-- Everything of a song only Luminate knew becomes the track's it is, and the bare row goes.
update core.audience_series set track_id = :track_id where track_id = :bare_id;
update core.song_link set track_id = :track_id where track_id = :bare_id;
update core.artist_sound set track_id = :track_id where track_id = :bare_id;
update app.sound_suggestion set track_id = :track_id where track_id = :bare_id;
delete from core.track_artist where track_id = :bare_id;
delete from core.chart_entry where track_id = :bare_id;
delete from core.event e
where e.track_id = :bare_id and exists (
    select from core.event o
    where o.artist_id = e.artist_id and o.track_id = :track_id and o.kind = e.kind and o.source = e.source
      and o.identifier = e.identifier and o.happened_on = e.happened_on
);
update core.event set track_id = :track_id where track_id = :bare_id;
delete from mart.track_week where track_id = :bare_id;
delete from mart.badge where track_id = :bare_id;
delete from core.track where track_id = :bare_id;

update core.track
set song_id_luminate = :song_id_luminate, release_on = coalesce(release_on, cast(:release_on as date))
where track_id = :track_id;

insert into ops.dirty_mark (series_id, since_on)
select s.series_id, '-infinity'
from core.audience_series s
join core.metric m on m.metric_id = s.metric_id and m.membership = 'links'
where s.track_id = :track_id;
insert into ops.dirty_mark (artist_id, since_on)
select distinct a.artist_id, '-infinity'::date
from core.song_link l
join core.account_track h on h.spotify_track_id = l.spotify_track_id
join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
where l.track_id = :track_id
