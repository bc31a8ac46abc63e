-- The day the warehouse takes for today
select core.today();
