"""What a vacancy must say, until when it is open, what an application may become, how long it is kept. Pure."""
