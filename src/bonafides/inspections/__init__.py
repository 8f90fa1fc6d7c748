"""Inspections: the directory of who may be inspected, plans, draws that anybody can check, and the officers who go."""
