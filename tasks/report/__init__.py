"""The weekly report: read the views, run the notebook, render it as PDF."""
