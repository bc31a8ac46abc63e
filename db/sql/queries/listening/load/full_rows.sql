select cast(extract(epoch from p.played_at) * 1000000 as bigint) as at, p.heard_item_id, p.ms_played
from core.play p
join core.play_context c on c.context_id = p.context_id and c.form = 'extended'
where p.user_id = :user_id and p.played_at between :first_at and :last_at
  and p.heard_item_id = any(cast(:items as integer[]))
