-- What the rules find, in words: pages may not call the function behind it.
create view bi.action_name as
select rule, kind from core.action_kinds();
