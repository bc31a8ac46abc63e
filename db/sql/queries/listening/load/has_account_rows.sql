select exists (
    select from ops.history_file
    where user_id = :user_id and state = 'loaded' and form = 'account' and rows_read > rows_rejected
      and (cast(:first_at as timestamptz) is null or last_at >= :first_at)
      and (cast(:last_at as timestamptz) is null or first_at <= :last_at)
)
