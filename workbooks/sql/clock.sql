-- Up to when figures are, and by which rules they are counted.
select c.sentence, c.up_to_on, m.method, m.version from mart.figures_clock c cross join app.audience_methods() m
