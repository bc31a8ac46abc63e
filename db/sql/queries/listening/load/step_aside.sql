with gone as (
    delete from core.play p
    using unnest(cast(:times as timestamptz[]), cast(:hashes as bigint[])) as k (played_at, row_hash)
    where p.user_id = :user_id and p.played_at = k.played_at and p.row_hash = k.row_hash
    returning p.user_id, p.played_at, p.row_hash, p.heard_item_id, p.context_id, p.ms_played, p.file_id
)
insert into ops.account_row (
    user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id, replaced_by
)
select user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id, nullif(:file_id, file_id)
from gone
