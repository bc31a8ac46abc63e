-- Links by hand that hold, the newest first.
select * from mart.track_link where linked_how = 'by hand'
  and (cast(:labels as text[]) is null and cast(:teams as text[]) is null
       or artist_ids && array(select artist_id from mart.card where status <> 'archived' and (cast(:labels as text[]) is null or label = any (:labels))
                              and (cast(:teams as text[]) is null or team = any (:teams))))
order by linked_at desc, spotify_track_id limit 200
