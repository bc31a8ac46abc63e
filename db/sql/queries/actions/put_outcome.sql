-- The outcome of an action, in place of what was told of it before.
insert into mart.action_outcome (action_id, artist_id, measure, from_on, to_on, change, peer_change, effect, effect_low,
                                 effect_high, peers, verdict, reason, method_version)
values (:action_id, :artist_id, :measure, :from_on, :to_on, :change, :peer_change, :effect, :effect_low, :effect_high, :peers,
        :verdict, :reason, :method_version)
on conflict (action_id) do update
set artist_id = excluded.artist_id, measure = excluded.measure, from_on = excluded.from_on, to_on = excluded.to_on,
    change = excluded.change, peer_change = excluded.peer_change, effect = excluded.effect, effect_low = excluded.effect_low,
    effect_high = excluded.effect_high, peers = excluded.peers, verdict = excluded.verdict, reason = excluded.reason,
    method_version = excluded.method_version, loaded_at = now()
