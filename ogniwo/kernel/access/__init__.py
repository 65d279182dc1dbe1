"""Access (uprawnienia): who a person is, in which company, and what they may do and see there.

Holds: users (one per person in the installation), roles with their permissions, record rules and
sensitivities per company, memberships, API keys, and the log of sign-ins.
Stands on: tenancy (companies and branches), errors.  Heard by: every command, query and route.
Deny by default: a permission nobody granted is refused, and a route that declares nothing does not open.
Not here: what a command is (commands), the look of the screens (workbench), approvals.
Standard: OWASP ASVS 4.0, V2 to V4; NIST RBAC (INCITS 359) for roles, permissions and their union.
"""
