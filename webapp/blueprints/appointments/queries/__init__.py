"""Questions about services, times, visits, and who waits."""
