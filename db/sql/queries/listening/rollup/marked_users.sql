-- Users with something to build, the longest marked first.
select user_id from ops.listening_mark group by user_id order by min(mark_id)
