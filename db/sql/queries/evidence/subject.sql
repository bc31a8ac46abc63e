-- A subject to be asked for; of a recording also title and credit, to compare with what comes back.
select s.level, s.source_key, s.name, r.name as title, r.artist_names
from core.tag_target s
left join core.recording r
       on s.level = 'track' and s.source in ('musicbrainz', 'theaudiodb')
      and r.recording_id_musicbrainz = case when s.source in ('musicbrainz', 'theaudiodb') then s.source_key::uuid end
where s.target_id = :target_id
