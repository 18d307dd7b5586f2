"""Looking a library over without touching it, and repairing what can be repaired on a copy."""
