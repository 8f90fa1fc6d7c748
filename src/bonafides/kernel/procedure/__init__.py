"""Procedures: states, steps, guards and clocks, and what stands when steps were taken. Pure: law and days are given."""
