"""Measures the program's speed on this machine: a real server on loopback, and a bare one."""
