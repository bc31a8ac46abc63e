"""Rosters to which as much happens as to real artists, and what truly happened: to measure badges by.

Songs come out with and without a known day, go viral, stand in charts for weeks, leave and come back; artists die;
Christmas comes every year; weeks step as heavily as real ones do. Weekly, without a vendor, so that years of it are
made in a second.
"""

from sandbox.eventful.roster import EventfulRoster, eventful_roster
from sandbox.eventful.truth import KNOWN_WEEKS, Jump, jumps_of, planned_factors

__all__ = ["KNOWN_WEEKS", "EventfulRoster", "Jump", "eventful_roster", "jumps_of", "planned_factors"]
