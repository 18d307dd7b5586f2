"""Benches: whole processes timed side by side with other tools; run by `python run.py bench`, never by pytest."""
