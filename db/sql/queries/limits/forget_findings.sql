delete from ops.capability where provider = :provider and client_id is not distinct from :client_id
