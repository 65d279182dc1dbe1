"""Directories, companies, branches: who owns a row, and how the database keeps it so.

A directory (kartoteka) holds what a group shares; a company (firma) is a legal entity and uses one
directory; a branch (oddział) has its own series and desks. Every row belongs to a company, a directory
or the installation. Row security and composite keys keep one owner's rows from another's.
Stands on: errors, writing.  Heard by: everything.
"""
