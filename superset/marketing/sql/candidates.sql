-- Unified songs a track may be: of the same ISRC, then by what is searched for, in the title or the credits. A log-in that is
-- limited is shown its own and those of nobody with a card.
with followed as materialized (
    select s.track_id, bool_or((cast(:labels as text[]) is null or c.label = any (:labels))
                               and (cast(:teams as text[]) is null or c.team = any (:teams))) as is_own
    from mart.artist_song s
    join mart.card c on c.artist_id = s.artist_id and c.status <> 'archived'
    where cast(:labels as text[]) is not null or cast(:teams as text[]) is not null
    group by s.track_id
)
select song_id_luminate, song_name, credit_name, isrc, release_on, linked_count
from mart.unified_song
left join followed using (track_id)
where (isrc = :isrc
       or :words <> '' and (strpos(lower(song_name), lower(:words)) > 0 or strpos(lower(credit_name), lower(:words)) > 0))
  and coalesce(is_own, true)
order by isrc is not distinct from cast(:isrc as text) desc, lower(song_name) = lower(:words) desc, lower(song_name),
         song_id_luminate
limit 12
