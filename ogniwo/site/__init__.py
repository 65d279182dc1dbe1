"""Site: the place where the modules of an edition become one running program.

Settings, editions, the embedded PostgreSQL, the command line, the test harness.
Nothing imports it but the tests; it may import everything.
"""
