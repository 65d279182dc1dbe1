"""People (użytkownicy): who works in a company, with which roles, and the API keys of programs.

Commands and queries over the tables of access, which itself stands below the command door. Only an owner holds
them: no shipped role is named, and owners hold everything.
Stands on: access, commands.  Not here: signing in, passwords of one's own (access).
"""
