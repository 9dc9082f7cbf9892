"""Reading: bytes become values, and nothing is believed.

Everything that comes from outside is read here or with what is here; what is malformed ends in `Reject`, what is too
large in `Decline`.  Values are made into text for messages here too.

================  ====================================================================================
``excerpts``      values from files as messages show them
``strictjson``    JSON with the doors shut; canonical bytes
``fields``        the fields of claims and witnesses
``fieldmap``      a map over a number field: what its file must satisfy, and whether it maps x to y
``mapfile``       the subject: a map file and what it means
``networkfile``   the other kind of subject: a network file and what it means
================  ====================================================================================
"""
