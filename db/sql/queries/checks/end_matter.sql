-- It is no longer so
update ops.matter set over_at = :now where matter_id = :matter_id;
