-- Up to when figures are on a day, of all sources the report waits for together
select source, name, up_to_on, delivered_at, days_behind, is_late, sentence from core.figures_clock(:on_day);
