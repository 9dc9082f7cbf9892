"""Rules: one file for each claim type, named like it, and nothing else.

A file holds one class, which reads claims of its type, tells their fuel and checks them.  A rule may use another rule
where its claim contains the other's.  `registry`, above this room, lists all of them, and loads one when a claim of its
type comes.
"""
