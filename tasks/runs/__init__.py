"""Runs of flows: what they show in Prefect and on the terminal, and the row each leaves in ops.run."""
