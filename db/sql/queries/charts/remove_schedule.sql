delete from ops.chart_schedule where slug = :slug
