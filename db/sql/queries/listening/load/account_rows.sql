-- All rows of the account form a user has, in core.play or aside. A row that counts is of music, heard long enough for a play.
with rows as (
    select p.played_at, p.row_hash, p.heard_item_id, p.ms_played, p.file_id, true as is_play
    from core.play p
    join core.play_context c on c.context_id = p.context_id and c.form = 'account'
    where p.user_id = :user_id
      and p.file_id in (select file_id from ops.history_file where user_id = :user_id and form = 'account')
    union all
    select played_at, row_hash, heard_item_id, ms_played, file_id, false
    from ops.account_row
    where user_id = :user_id
)
select cast(extract(epoch from r.played_at) * 1000000 as bigint) as at, r.row_hash, r.ms_played, r.file_id, r.is_play,
       h.name, h.artist_name, cast(h.kind = 'music' and r.ms_played >= s.least_play_ms as integer) as is_counted
from rows r
join core.heard_item h using (heard_item_id)
cross join ops.listening_basis s
