-- Thresholds a new warehouse starts with; rows that are there stay as they were set.
insert into app.spike_rule (metric, threshold, floor, set_by)
values ('track_luminate_streams', 2.0, 1000, 'groundswell'),
       ('sound_tiktok_posts', 2.0, 50, 'groundswell')
on conflict on constraint uq_spike_rule_scope do nothing;
