"""Events inside an act, and messages that leave after it.

An event is told in the act's own transaction, one call for the whole set. What is slow or leaves the
house (mail, files, other systems) is written as an outbox message in the same transaction and delivered
by the worker afterwards, at least once.
"""
