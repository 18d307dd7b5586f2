"""The database of a library: the only peewee code."""
