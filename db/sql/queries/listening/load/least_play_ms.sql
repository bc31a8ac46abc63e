-- So long (milliseconds) must music be heard to count as a play.
select least_play_ms from ops.listening_basis
