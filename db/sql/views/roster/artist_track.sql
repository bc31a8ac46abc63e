-- Who is credited on what; an artist has one row for each track.
create view mart.artist_track as
select ta.artist_id, a.name as artist_name, a.country_code, ta.track_id, t.name as track_name, t.credit_name,
       t.release_on, ta.credit_order
from core.track_artist ta
join core.artist a on a.artist_id = ta.artist_id
join core.track t on t.track_id = ta.track_id;
