"""Signing in, one's own account, and speaking for a business."""
