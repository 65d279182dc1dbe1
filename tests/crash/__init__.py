"""The crash run: clients do the chain over HTTP while database and web server are killed; a stranger then looks at what is left."""
