-- Followed artists that go by a name, a Spotify id or our number.
select distinct artist_id, artist_name from mart.card
where status <> 'archived'
  and (lower(artist_name) = lower(:entered) or artist_id_spotify = :entered or cast(artist_id as text) = :entered)
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by artist_id limit 2
