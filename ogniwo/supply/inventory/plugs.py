"""Registers inventory with the kernel."""
