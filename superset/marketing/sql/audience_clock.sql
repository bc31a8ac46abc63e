-- Today, and up to when figures are.
select today_on, up_to_on, sentence from mart.figures_clock
