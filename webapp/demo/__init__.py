"""The demo town: planted with the features' own deeds, so it obeys the rules."""
