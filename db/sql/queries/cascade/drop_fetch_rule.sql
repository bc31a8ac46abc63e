delete from ops.fetch_rule where kind = :kind and platform = :platform and least_streams = :least_streams
