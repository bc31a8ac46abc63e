-- Up to when figures are, and the newest week that is over.
select c.sentence, (select w.week_on from mart.closed_week w where w.is_newest) as week_on from mart.figures_clock c
