"""Events: citizens see what is on and subscribe to it, clubs announce it, the desk checks and keeps it.

Every single date is a row, so a list, a month and a feed are one question each, and a date keeps its identity when it
is moved or cancelled. Rhythms are told in plain words and expanded by the clock on the town hall.
"""
