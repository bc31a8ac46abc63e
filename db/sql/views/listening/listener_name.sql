-- Names of the people whose listening is here: for those alone who may see whose it is.
create view mart.listener_name as
select user_id, name as user_name from core.listening_user;
