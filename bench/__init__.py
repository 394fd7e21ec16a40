"""Measurements, each beside a reference in the same run: these figures mean something as ratios only."""
