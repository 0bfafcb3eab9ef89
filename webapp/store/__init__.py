"""What is remembered: towns, databases, records every desk shares."""
