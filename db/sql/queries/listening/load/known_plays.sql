-- Plays of a user between two times that came in this form: forms are compared with each other at the end of a file.
-- Those of the account form that a fuller row stands for are known too.
select p.played_at, p.row_hash, p.heard_item_id, p.context_id, p.ms_played,
       coalesce(cast(extract(epoch from p.offline_at) as bigint), 0) as offline_s
from core.play p
join core.play_context c on c.context_id = p.context_id and c.form = :form
where p.user_id = :user_id and p.played_at between :first_at and :last_at
union all
select played_at, row_hash, heard_item_id, context_id, ms_played, cast(0 as bigint)
from ops.account_row
where user_id = :user_id and played_at between :first_at and :last_at and :form = 'account'
