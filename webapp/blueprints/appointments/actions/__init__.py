"""Deeds around appointments: hold, book, move, cancel; what is offered; who is called."""
