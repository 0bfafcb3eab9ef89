"""Is the portal alive, is it ready to work: two addresses for the host and for a monitor outside."""
