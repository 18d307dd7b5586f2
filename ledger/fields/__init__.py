"""The fields that kinds are declared with."""
