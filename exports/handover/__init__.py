"""Handing over: the package for the stick, its papers, and the receiving and checking of one."""
