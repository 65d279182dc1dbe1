"""A small shop of fake screens on SQLite: what the workbench's own tests look at, without any module of the house."""
