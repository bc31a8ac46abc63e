select heard_item_id, track, artist, album, plays, reason
from mart.unresolved_track
order by plays desc, heard_item_id
limit :most
