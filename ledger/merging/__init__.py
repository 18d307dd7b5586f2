"""Merging two libraries of one campaign, and taking the libraries of branches in beside one's own."""
