-- How often a kind of work is fetched again where no rule says otherwise
update ops.fetch_policy set stale_after = :stale_after where kind = :kind
