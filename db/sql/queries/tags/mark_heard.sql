-- Days on which changed items were heard, marked for the listening rollup; a user with very many as a whole.
insert into ops.listening_mark (user_id, heard_on)
with heard as (
    select distinct p.user_id, (p.played_at at time zone u.time_zone)::date as heard_on
    from core.play p
    join changed_item c on c.heard_item_id = p.heard_item_id
    join core.listening_user u on u.user_id = p.user_id
), counted as (
    select user_id, heard_on, count(*) over (partition by user_id) > :most_days as is_whole from heard
)
select distinct user_id, case when not is_whole then heard_on end from counted
