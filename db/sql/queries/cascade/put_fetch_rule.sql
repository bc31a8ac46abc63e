-- A rule for a platform or for artists of a size
insert into ops.fetch_rule (kind, platform, least_streams, stale_after) values (:kind, :platform, :least_streams, :stale_after)
on conflict (kind, platform, least_streams) do update set stale_after = excluded.stale_after
