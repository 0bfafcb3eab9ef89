"""The square: the first page of a town, made from what the features hang out there."""
