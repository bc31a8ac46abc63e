-- Planning joins everything heard with all of the queue. Right after much was queued the database has not counted it
-- yet and would look through all of it for each thing.
set local enable_nestloop = off
