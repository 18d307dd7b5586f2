"""Compiled papers: records to neutral blocks."""
