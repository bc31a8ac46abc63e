-- It is still so; what is said of it is the newest
update ops.matter
set last_seen_at = :now, severity = :severity, what = :what, next_step = :next_step
where matter_id = :matter_id;
