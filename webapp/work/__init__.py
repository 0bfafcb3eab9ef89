"""What runs beside the pages: the server itself, backups, checks."""
