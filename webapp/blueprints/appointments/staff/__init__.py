"""The clerk's desk for appointments."""
