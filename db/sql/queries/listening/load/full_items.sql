select heard_item_id, name, artist_name
from core.heard_item
where heard_item_id in (
    select p.heard_item_id
    from core.play p
    join core.play_context c on c.context_id = p.context_id and c.form = 'extended'
    where p.user_id = :user_id and p.played_at between :first_at and :last_at
)
