-- A target to be asked for; of a recording that is named by its id also title and credit, to compare with the answer.
select s.level, s.source_key, s.name, r.name as title, r.artist_names
from core.tag_target s
left join core.recording r
       on s.level = 'track'
      and r.recording_id_musicbrainz
          = case when s.source_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then s.source_key::uuid end
where s.target_id = :target_id
