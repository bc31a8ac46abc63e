-- Accounts as now known, each with its artist: the one it had, the one with its Spotify id, the one whose Spotify
-- figures bear it, else a new one that only Spotify knows. A load that arrived before the known state changes no name.
delete from delivered_account v
using delivered_account w
where w.spotify_account_id = v.spotify_account_id
  and (coalesce(w.modified, '-infinity'), w.line) > (coalesce(v.modified, '-infinity'), v.line);

drop table if exists delivered_held;
create temporary table delivered_held on commit drop as
select v.* from delivered_account v
where exists (
          select from core.spotify_account k
          where k.artist_id_spotify = v.artist_id_spotify and k.spotify_account_id <> v.spotify_account_id
      )
   or exists (
          select from delivered_account w
          where w.artist_id_spotify = v.artist_id_spotify and w.spotify_account_id < v.spotify_account_id
      );

insert into ops.reject (source, load_id, line, item, reason)
select 'SPOTIFY_ACCOUNTS', :load_id, line,
       jsonb_build_object('ID', spotify_account_id::text, 'SPOTIFY_ID', artist_id_spotify, 'NAME', name),
       'SPOTIFY_ID ''' || artist_id_spotify || ''' is another account''s already.'
from delivered_held;

delete from delivered_account v using delivered_held h where h.line = v.line;

update delivered_account v
set artist_id = coalesce(
    (select k.artist_id from core.spotify_account k
     where k.spotify_account_id = v.spotify_account_id and k.artist_id_spotify = v.artist_id_spotify),
    (select a.artist_id from core.artist a where a.artist_id_spotify = v.artist_id_spotify),
    (select min(s.artist_id)
     from core.audience_series s
     join core.metric m on m.metric_id = s.metric_id and m.entity_kind = 'artist'
     join core.platform p on p.platform_id = m.platform_id and p.code = 'spotify'
     where s.identifier = v.artist_id_spotify and s.identifier <> '')
);

update core.artist a
set artist_id_spotify = v.artist_id_spotify
from (select artist_id, min(artist_id_spotify) as artist_id_spotify from delivered_account group by artist_id) v
where a.artist_id = v.artist_id and a.artist_id_spotify is null
  and not exists (select from core.artist o where o.artist_id_spotify = v.artist_id_spotify);

insert into core.artist (artist_id_spotify, name, image_url)
select artist_id_spotify, name, image_url from delivered_account where artist_id is null order by artist_id_spotify;

update delivered_account v
set artist_id = a.artist_id
from core.artist a
where v.artist_id is null and a.artist_id_spotify = v.artist_id_spotify;

drop table if exists delivered_compared;
create temporary table delivered_compared on commit drop as
select v.*, k.spotify_account_id is null as is_new, k.loaded_at > :arrived_at as is_late, k.artist_id as old_artist_id,
       (k.artist_id_spotify, k.name, k.image_url, k.artist_id)
           is distinct from (v.artist_id_spotify, v.name, v.image_url, v.artist_id) as is_different
from delivered_account v
left join core.spotify_account k on k.spotify_account_id = v.spotify_account_id;

insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, image_url, artist_id, loaded_at)
select spotify_account_id, artist_id_spotify, name, image_url, artist_id, :arrived_at from delivered_compared
order by spotify_account_id
on conflict (spotify_account_id) do update
set artist_id_spotify = excluded.artist_id_spotify, name = excluded.name, image_url = excluded.image_url,
    artist_id = excluded.artist_id, loaded_at = excluded.loaded_at
where core.spotify_account.loaded_at <= excluded.loaded_at;

update core.artist a
set name = v.name, image_url = v.image_url
from delivered_compared v
where a.artist_id = v.artist_id and a.artist_id_soundcharts is null and a.artist_id_spotify = v.artist_id_spotify
  and v.is_late is not true and (a.name, a.image_url) is distinct from (v.name, v.image_url);

insert into ops.dirty_mark (artist_id, since_on)
select distinct artist.artist_id, '-infinity'::date
from delivered_compared v
cross join lateral (values (v.artist_id), (v.old_artist_id)) as artist (artist_id)
where v.old_artist_id <> v.artist_id and v.is_late is not true;

select count(*) filter (where is_new) as rows_new,
       count(*) filter (where not is_new and is_different and not is_late) as rows_restated,
       count(*) filter (where not is_new and (not is_different or is_late)) as rows_same,
       (select count(*) from delivered_held) as rows_rejected
from delivered_compared
