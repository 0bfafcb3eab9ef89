"""When a time is free, how long it is held, what may become of it."""
