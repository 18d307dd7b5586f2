"""What backups are made of: their names, the files they share, how long they are kept, and how one comes back."""
