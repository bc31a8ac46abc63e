select up_to_on, to_char(delivered_at at time zone 'UTC', 'YYYY-MM-DD') as delivered, days_behind, is_late, sentence
from core.figures_clock('2026-11-25')
