"""Guided forms: one thing a page, saved as one goes, looked over as a whole, sent once by an act of the business."""
