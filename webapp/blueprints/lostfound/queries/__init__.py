"""Questions about finds, one function each."""
