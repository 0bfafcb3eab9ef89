"""The desk of appointments: what is offered, the day at the counter."""
