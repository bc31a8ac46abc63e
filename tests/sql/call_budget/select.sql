-- the limits every warehouse begins with are left out
select * from mart.call_budget where provider in ('Blocked', 'Open', 'Spent')
