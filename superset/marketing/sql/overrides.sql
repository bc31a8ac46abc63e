-- Links by hand that hold, the newest first.
select * from mart.track_link where linked_how = 'by hand' order by linked_at desc, spotify_track_id limit 200
