"""Schemes: the rules of a campaign, kept as data."""
