update core.artist
set name = :name, slug = :slug, image_url = :image_url, country_code = nullif(:country_code, ''),
    city_name = nullif(:city_name, ''), artist_type = nullif(:artist_type, ''), gender = nullif(:gender, ''),
    birth_on = :birth_on, career_stage = nullif(:career_stage, ''), biography = :biography,
    genres_soundcharts = cast(:genres as jsonb), loaded_at = now()
where artist_id = :artist_id
  and (name, slug, image_url, country_code, city_name, artist_type, gender, birth_on, career_stage, biography,
       genres_soundcharts)
      is distinct from
      (:name, :slug, :image_url, nullif(:country_code, ''), nullif(:city_name, ''), nullif(:artist_type, ''),
       nullif(:gender, ''), cast(:birth_on as date), nullif(:career_stage, ''), :biography, cast(:genres as jsonb))
