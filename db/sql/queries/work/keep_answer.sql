-- One exchange: its body as received to schema raw, its cost to the ledger. No body, no raw row.
with kept as (
    insert into raw.answer (provider, endpoint, url, status, fetched_at, body)
    select :provider, :endpoint, :url, cast(:status as smallint),
           :called_at + make_interval(secs => :elapsed_ms / 1000.0), :body
    where cast(:body as bytea) is not null
    returning answer_id
)
insert into ops.call
    (provider, endpoint, work_id, called_at, waited_ms, elapsed_ms, status, cost, quota_remaining, failure, answer_id)
select :provider, :endpoint, :work_id, :called_at, :waited_ms, :elapsed_ms, :status, :cost, :quota_remaining, :failure,
       (select answer_id from kept)
returning answer_id
