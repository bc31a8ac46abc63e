-- Who is on the list of the report and of a scope
select recipient_id, address, name
from app.report_recipient
where unsubscribed_at is null and label is not distinct from cast(:label as text) and team is not distinct from cast(:team as text)
order by address;
