-- The queue as it stands: when an item was given up is not kept.
select * from ops.work where queued_at <= cast(:made_at as timestamptz)
