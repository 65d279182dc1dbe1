"""Files of documents: attachments, sources and print versions, stored by content, each with its hash.

The same content is kept once per company. A print or a received file is never changed: a new one is a
new version. Stands on: documents, commands.
"""
