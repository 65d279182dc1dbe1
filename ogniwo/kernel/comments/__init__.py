"""Comments on documents: what people tell each other beside a document, kept for good.

Stands on: documents, commands.
"""
