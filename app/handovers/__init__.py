"""Handing over what is open when Coordinators or a delegate rotate."""
