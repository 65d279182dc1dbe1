"""Mail out: a letter with files, queued with the act and sent by the worker.

Stands on: outbox, files, documents.  Standard: RFC 5322.
"""
