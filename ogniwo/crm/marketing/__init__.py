"""Marketing: campaigns and the leads they bring.

Documents: campaign (kampania), lead (kontakt handlowy, not yet a party).
Stands on: interactions, parties.  Heard by: pipeline, which opens an opportunity for each qualified lead (`hooks.follows`).
Not here: what a campaign cost (finance books it with the dimension campaign), opportunities (pipeline).
Standard: GDPR art. 7 for consents.
"""
