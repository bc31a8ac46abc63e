select is_available from ops.capability
where provider = :provider and feature = :feature and checked_at > now() - interval '30 days'
