"""Reading: bytes become values, and nothing is believed.

Everything that comes from outside is read here or with what is here; what is malformed ends in `Reject`, what is too
large in `Decline`.  Values are made into text for messages here too.  Nothing here works out a value of a map.

================  ====================================================================================
``excerpts``      values from files as messages show them
``strictjson``    JSON with the doors shut; canonical bytes
``fields``        the fields of claims and witnesses
``fieldmap``      the part of a map file that is over a number field, and what that section asks of it
``mapfile``       the subject: a map file and what it means
``networkfile``   the other kind of subject: a network file and what it means
================  ====================================================================================
"""
