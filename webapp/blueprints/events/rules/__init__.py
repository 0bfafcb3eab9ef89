"""What holds for events: when they take place, what they must tell, what an imported calendar changes."""
