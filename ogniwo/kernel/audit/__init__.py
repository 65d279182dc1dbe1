"""Audit: who did what, when, from where, append-only, with payloads that can be erased.

The act keeps a salted digest of its payload; payload and salt stand apart, so erasing a person's data
leaves the proof valid. Stands on: tenancy, access.
"""
