-- How far behind each source is today. For another day: select * from core.source_freshness(day).
create view mart.source_freshness as
select source, name, is_must_have, watermark_on, last_arrived_at, last_loaded_at, cadence_days, lag_days, days_behind,
       is_late, refused_at, refused_reason, rejected_30_days, note
from core.source_freshness((now() at time zone 'UTC')::date);

comment on view mart.source_freshness is
    'Each source that is watched or in use: last day of its figures, how far behind.';
comment on column mart.source_freshness.source is 'Vendor table, or provider and kind.';
comment on column mart.source_freshness.name is 'Name as people read it.';
comment on column mart.source_freshness.is_must_have is 'The weekly report waits for it.';
comment on column mart.source_freshness.watermark_on is 'Last day its figures are of; null where they have no day.';
comment on column mart.source_freshness.last_arrived_at is 'Last good delivery or answer arrived at (UTC).';
comment on column mart.source_freshness.last_loaded_at is 'Last good delivery was read at (UTC).';
comment on column mart.source_freshness.cadence_days is 'A new delivery is expected every so many days.';
comment on column mart.source_freshness.lag_days is 'Days the newest figures are usually behind.';
comment on column mart.source_freshness.days_behind is
    'Today (UTC) less the last day less the usual lag, at least 0; null when nothing has arrived.';
comment on column mart.source_freshness.is_late is
    'More than a whole cadence behind, or never come though others have.';
comment on column mart.source_freshness.refused_at is
    'Arrival of the last refused delivery, if no good one followed (UTC).';
comment on column mart.source_freshness.refused_reason is 'Why it was refused.';
comment on column mart.source_freshness.rejected_30_days is 'Rows refused of deliveries of the last 30 days.';
comment on column mart.source_freshness.note is 'All of this in a sentence.';
