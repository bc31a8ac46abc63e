"""The vendor's tables in the warehouse: catalogue, links and facts, each with the time it was known."""
