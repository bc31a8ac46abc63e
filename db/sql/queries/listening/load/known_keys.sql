-- Keys of a user's rows between two times. Those of the account form that a fuller row stands for are known too.
select played_at, row_hash, cast(file_id = :file_id as integer) as is_own
from core.play
where user_id = :user_id and played_at between :first_at and :last_at
union all
select played_at, row_hash, cast(file_id = :file_id as integer)
from ops.account_row
where user_id = :user_id and played_at between :first_at and :last_at
