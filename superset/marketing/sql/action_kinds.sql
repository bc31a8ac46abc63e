-- What actions can be, in words.
select kind from bi.action_name order by kind
