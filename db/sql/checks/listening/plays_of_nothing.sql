-- fail: Plays that name a user, an item, circumstances or a file that is not there: no foreign key guards so large a table.
select p.user_id, p.played_at, p.row_hash,
       case when u.user_id is null then 'user' when h.heard_item_id is null then 'item'
            when c.context_id is null then 'circumstances' else 'file' end as missing
from core.play p
left join core.listening_user u on u.user_id = p.user_id
left join core.heard_item h on h.heard_item_id = p.heard_item_id
left join core.play_context c on c.context_id = p.context_id
left join ops.history_file f on f.file_id = p.file_id and f.user_id = p.user_id and f.state = 'loaded'
where u.user_id is null or h.heard_item_id is null or c.context_id is null or f.file_id is null
