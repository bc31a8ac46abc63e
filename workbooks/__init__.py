"""Excel files people take away: what is asked for them (sql/) and how they are laid out.

Two environments use this folder: ours, and Superset's, which imports nothing else of the project. So it imports only
the standard library and xlsxwriter, and whoever writes a file brings the connection.
"""
