"""CRM: from the first contact to the accepted offer, and service after it.

Modules in order: interactions, marketing, pipeline, offers, servicedesk, fieldservice, potential. It does not know the finance wing.
"""
