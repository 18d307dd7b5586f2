"""Scores: the formula tree, check tables and ballots, exact and explained."""
