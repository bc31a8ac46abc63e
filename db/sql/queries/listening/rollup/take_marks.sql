-- The user's marks, taken away in the transaction that builds; those of loads under way stay for the next time.
with taken as (
    delete from ops.listening_mark where user_id = :user_id returning heard_on
)
insert into touched_day select distinct heard_on from taken
