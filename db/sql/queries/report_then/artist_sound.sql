-- Sounds people had linked; entered later than the moment of the figures: as if always known.
select link_id, artist_id, sound_id, track_id, linked_by,
       case when cast(:cards_at as timestamptz) > cast(:as_of as timestamptz) then least(known_from, '-infinity') else known_from end as known_from,
       case when known_until <= cast(:cards_at as timestamptz) then known_until end as known_until
from core.artist_sound
where known_from <= cast(:cards_at as timestamptz)
  -- as if always known: what was taken back by then never was
  and (cast(:cards_at as timestamptz) = cast(:as_of as timestamptz) or known_until is null or known_until > cast(:cards_at as timestamptz))
