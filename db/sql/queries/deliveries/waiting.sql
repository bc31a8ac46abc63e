-- Rows refused because what they name was unknown, and is known now; by load, in the order of arrival.
delete from ops.reject r
using ops.load l
where l.load_id = r.load_id and r.source = :source and r.reason like 'Unknown %'
  and (r.item ->> :column)::bigint = any(cast(:ids as bigint[]))
returning r.load_id, l.arrived_at, r.line, r.item
