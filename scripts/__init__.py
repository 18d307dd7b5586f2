"""What run.py does: environment, checks, demo, locks, fonts, Windows."""
