"""What stands around every screen: navigation, head, status line, questions, and the keys."""
