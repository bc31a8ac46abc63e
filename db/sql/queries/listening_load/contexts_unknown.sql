select exists (select from staged_context)
