-- Title and author of a TikTok sound; what the vendor says of it stays.
update core.sound set name = nullif(:title, ''), author = nullif(:author, ''), loaded_at = now()
where sound_id = :sound_id and sound_id_vendor is null and (name, author) is distinct from (nullif(:title, ''), nullif(:author, ''))
