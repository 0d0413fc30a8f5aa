"""Drops of news articles in, a warehouse of clean articles and coded conflict events out."""
