-- When a row counts as a play in a new warehouse; later the rollup brings it up to date and builds everything anew.
insert into ops.listening_basis (least_play_ms) values (:least_play_ms)
on conflict (is_only) do nothing
