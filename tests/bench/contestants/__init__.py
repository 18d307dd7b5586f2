"""The processes that are timed: each does its whole work from its command line and exits."""
