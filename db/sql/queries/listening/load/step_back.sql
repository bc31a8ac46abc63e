-- A row comes back into core.play, and the books of the file that had counted it otherwise are put right.
with gone as (
    delete from ops.account_row a
    using unnest(cast(:times as timestamptz[]), cast(:hashes as bigint[])) as k (played_at, row_hash)
    where a.user_id = :user_id and a.played_at = k.played_at and a.row_hash = k.row_hash
    returning a.*
), back as (
    insert into core.play (user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id)
    select user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id from gone
), counted as (
    select coalesce(g.replaced_by, g.file_id) as file_id,
           count(*) filter (where g.replaced_by is null) as loaded,
           count(g.replaced_by) as unreplaced,
           count(*) filter (where g.replaced_by is null and h.kind = 'music' and g.ms_played >= s.least_play_ms) as plays,
           coalesce(sum(g.ms_played) filter (where g.replaced_by is null), 0) as played_ms
    from gone g
    join core.heard_item h using (heard_item_id)
    cross join ops.listening_basis s
    group by 1
)
update ops.history_file f
set rows_loaded = f.rows_loaded + c.loaded, rows_already = f.rows_already - c.loaded,
    rows_replaced = f.rows_replaced - c.unreplaced, plays = f.plays + c.plays, played_ms = f.played_ms + c.played_ms
from counted c
where f.file_id = c.file_id
