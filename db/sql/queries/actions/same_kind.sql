-- Artists for whom the same was done in the weeks compared: they are no peers.
select distinct artist_id from app.action_item
where rule = :rule and state = 'done' and done_on between cast(:done_on as date) - 28 and cast(:done_on as date) + 28
