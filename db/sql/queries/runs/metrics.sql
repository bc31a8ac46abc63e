-- How the work goes, figure by figure.
select name, labels, value, meaning from mart.operations_metric order by name, labels::text
