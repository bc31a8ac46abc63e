-- What a kind of action brought.
insert into mart.rule_outcome (rule, measure, actions, not_told, effect, effect_low, effect_high, is_helpful, reason, method_version)
values (:rule, :measure, :actions, :not_told, :effect, :effect_low, :effect_high, :is_helpful, :reason, :method_version)
