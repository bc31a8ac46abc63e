-- A page of the tracks that bring no figures, the oldest first.
select * from mart.unlinked_track
where (:words = '' or strpos(lower(artist_name), lower(:words)) > 0 or strpos(lower(track_name), lower(:words)) > 0
       or isrc = upper(:words))
  and (cast(:reason as text) is null or reason = :reason)
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by days_since_seen desc, lower(artist_name), spotify_track_id
limit :most offset :skipped
