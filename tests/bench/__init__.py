"""Figures as ratios within one run. Machines are shared, so only the ratios count."""
