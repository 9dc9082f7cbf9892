"""Networks in and out of other programs' formats. Nothing is imported before it is asked for."""
