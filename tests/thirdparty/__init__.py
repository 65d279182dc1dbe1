"""Packages of other people: what they add stands in their own files, and no line of ours knows of it."""
