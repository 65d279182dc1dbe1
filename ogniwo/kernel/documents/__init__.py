"""Documents, their lines, and the flow between lines.

Every document and every line of every module is a row here, whose key the module's own tables share;
so flow, causes, files, comments, approvals and tickets refer to them by real foreign keys. A document
has a type, a state, a subject (whom it is about), a day and a version. The state of a line at its
smallest stage (ordered, shipped, invoiced ...) is derived from `Flow`, never stored twice.
Stands on: tenancy, access, commands.  Heard by: every module with documents.
"""
