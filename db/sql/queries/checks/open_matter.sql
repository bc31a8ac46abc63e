-- A finding nobody had seen becomes a matter
insert into ops.matter (key, kind, severity, what, next_step, first_seen_at, last_seen_at)
values (:key, :kind, :severity, :what, :next_step, :now, :now);
