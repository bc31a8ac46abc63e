-- Countries that can be asked for.
select country_code from mart.active_country order by country_code
