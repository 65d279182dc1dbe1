"""Interactions (kontakty z klientem): calls, mails, meetings, notes and tasks, and the timeline they make.

Documents: activity (czynność), about a document or a party.
Stands on: parties.  Heard by: every module that puts its events on a party's timeline (`hooks.timeline_source`).
Not here: letters we send (kernel.mail shows in the timeline), comments on documents (kernel.comments).
Standard: RFC 5322 for pasted mail.
"""
