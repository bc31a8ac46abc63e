-- How many cards of each status there are.
select status, count(*) as cards from mart.card group by status
