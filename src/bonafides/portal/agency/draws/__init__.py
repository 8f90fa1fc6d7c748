"""Draws of the agency, from the plan to the officers at the door: each stage a form, each form an act."""
