-- Deliveries that had arrived and were loaded.
select * from ops.load where arrived_at <= cast(:as_of as timestamptz) and loaded_at <= cast(:made_at as timestamptz)
