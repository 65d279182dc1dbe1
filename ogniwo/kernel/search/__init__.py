"""The one search door: what can be found by words, of a company and of its directory.

Commands `index` what they write (documents, parties, products); `find` asks one guarded function of the
database that applies the company and the directory itself, because text search under row security
can't use its index. What is found is only a pointer: opening it asks for the right again.
Stands on: tenancy, writing.  Heard by: every module with something to find.
"""
