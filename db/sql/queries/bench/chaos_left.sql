-- What a chaos run leaves: runs that say running, runs that crashed, calls that were throttled, items not done, mails.
select (select count(*) from ops.run where state = 'running') as running,
       (select count(*) from ops.run where state = 'crashed') as crashed,
       (select count(*) from ops.run) as runs,
       (select count(*) from ops.call where failure = 'throttled') as throttled,
       (select count(*) from ops.work where state <> 'done') as not_done
