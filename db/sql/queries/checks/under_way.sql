-- Flows that run now, so that what they have not done yet is no fault; a day is more than any takes. And the last daily run
select array(select distinct flow from ops.run
             where ended_at is null and started_at > cast(:now as timestamptz) - interval '1 day' order by flow) as flows,
       (select max(ended_at) from ops.run where flow = 'daily') as last_daily_at
