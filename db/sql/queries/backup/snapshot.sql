-- A name for what this transaction sees, good while it is open.
select pg_export_snapshot()
