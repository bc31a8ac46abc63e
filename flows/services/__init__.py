"""Programs that are started and watched: Prefect, Superset, stand-ins, made-up worlds, the demo."""
