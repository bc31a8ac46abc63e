-- Rows that leave for ones that tell more of the same plays, which come next.
delete from core.play p
using unnest(cast(:times as timestamptz[]), cast(:hashes as bigint[])) as k (played_at, row_hash)
where p.user_id = :user_id and p.played_at = k.played_at and p.row_hash = k.row_hash
