"""Reads the mentoring roadmaps of schools and makes comparable data of them."""
