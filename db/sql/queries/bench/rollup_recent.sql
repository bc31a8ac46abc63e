-- The last day on which a user heard something, and the year it lies in.
select max(heard_on) as heard_on, extract(year from max(heard_on))::int as heard_year from mart.user_day where user_id = :user_id
