-- Deliveries that were refused, the newest first.
select source, origin, reason, arrived_at from ops.load where state = 'refused' order by arrived_at desc
