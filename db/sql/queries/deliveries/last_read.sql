-- Until when a database has been read: latest change and latest day of the loads from there.
select max(modified_until) as modified_until, max(last_on) as last_on, count(*) as loads
from ops.load
where source = :source and origin = :origin and state = 'loaded'
