-- How many figures of how many weeks there are to check
select count(distinct week_on) as weeks, count(*) as figures from mart.label_figures
