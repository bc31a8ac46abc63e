-- Made anew by every run.
delete from mart.rule_outcome
