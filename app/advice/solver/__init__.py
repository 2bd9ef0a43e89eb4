"""Solving the plan of the round: the only modules that load numpy and HiGHS.

`app.advice.solving` is the way in; it imports these when somebody solves.
"""
