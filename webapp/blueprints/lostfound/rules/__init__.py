"""What the law and the house say about finds and losses."""
