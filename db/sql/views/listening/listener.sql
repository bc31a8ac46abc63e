-- Listeners as the login that asks may know them: by name where it may read mart.listener_name, else by number.
create view mart.listener as
select user_id,
       case when (select has_table_privilege(session_user, 'mart.listener_name', 'select')) then name
            else 'Listener ' || user_id end as user_name
from core.listening_user;
