-- A play of no item, user or circumstances that are known.
select p.user_id, p.played_at, p.heard_item_id, p.context_id
from core.play p
where not exists (select from core.heard_item i where i.heard_item_id = p.heard_item_id)
   or not exists (select from core.play_context c where c.context_id = p.context_id)
   or not exists (select from core.listening_user u where u.user_id = p.user_id)
