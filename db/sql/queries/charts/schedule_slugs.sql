select slug from core.chart union select slug from ops.chart_schedule order by slug
