delete from badge where week_on >= cast(:first_week as date)
