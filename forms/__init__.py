"""Every face the program shows: the command line and the window."""
