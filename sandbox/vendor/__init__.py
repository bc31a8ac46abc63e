"""The warehouse vendor's view of a world, and its daily drops: `python -m sandbox.vendor --seed 7 --to DIR`."""

from sandbox.vendor.drops import write_drops
from sandbox.vendor.people import write_lists
from sandbox.vendor.vendor import Vendor

__all__ = ["Vendor", "write_drops", "write_lists"]
