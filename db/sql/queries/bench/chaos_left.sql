-- What a chaos run leaves: runs, those that crashed, calls that were throttled, items not done.
select (select count(*) from ops.run where state = 'crashed') as crashed,
       (select count(*) from ops.run) as runs,
       (select count(*) from ops.call where failure = 'throttled') as throttled,
       (select count(*) from ops.work where state <> 'done') as not_done
