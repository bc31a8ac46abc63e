"""The warehouse vendor's view of a world, and its daily drops: `python -m sandbox.deliveries --seed 7 --to DIR`."""

from sandbox.deliveries.drops import write_drops
from sandbox.deliveries.people import write_lists
from sandbox.deliveries.vendor import Vendor

__all__ = ["Vendor", "write_drops", "write_lists"]
