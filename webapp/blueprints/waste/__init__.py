"""The waste calendar: a resident finds the next bin and subscribes, a clerk imports or plans the dates.

Districts hang on (street, stream), as disposal companies drive them. A collection keeps its regular and its actual day.
The feed's identity is made of district, stream, variant and regular day, so it outlives every import.
"""
