insert into ops.reject (source, answer_id, item, reason)
values (:source, :answer_id, cast(:item as jsonb), :reason)
