-- Up to when figures are, as pages say it
select sentence from mart.figures_clock;
