update core.track
set name = :name, credit_name = :credit_name, image_url = :image_url, isrc = :isrc, release_on = :release_on,
    duration_s = :duration_s, is_explicit = :is_explicit, language_code = nullif(:language_code, ''),
    copyright = :copyright, distributor = :distributor, labels = cast(:labels as jsonb),
    genres_soundcharts = cast(:genres as jsonb), audio = cast(:audio as jsonb), loaded_at = now()
where track_id = :track_id
  and (name, credit_name, image_url, isrc, release_on, duration_s, is_explicit, language_code, copyright, distributor,
       labels, genres_soundcharts, audio)
      is distinct from
      (:name, :credit_name, :image_url, :isrc, cast(:release_on as date), cast(:duration_s as int),
       cast(:is_explicit as boolean), nullif(:language_code, ''), :copyright, :distributor, cast(:labels as jsonb),
       cast(:genres as jsonb), cast(:audio as jsonb))
