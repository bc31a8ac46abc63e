-- Up to when figures are, for every page, the report and the passport of a figure: one row.
create view mart.figures_clock as
select up_to_on, delivered_at, days_behind, is_late, sentence, core.today() as today_on from core.figures_clock(core.today());
