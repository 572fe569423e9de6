"""Sentences become events and figures: who did what to whom, where, when, and how many it befell."""
