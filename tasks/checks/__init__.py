"""Checks: what is wrong with runs, sources, the queue, budgets, disks and data, and the matters people are told of."""
