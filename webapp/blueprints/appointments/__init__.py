"""Appointments: two minutes on a bad line, and no time is ever given twice.

Citizens choose concerns, a place and a time; the time is held for some minutes, then booked, moved or cancelled by an
address nobody can guess. The desk keeps services, counters and opening rules, and sees the day at the counter.
A unique row for each counter and five minutes is the last judge of who was first.
"""
