"""To be written by A."""

from fastapi import FastAPI


def install(app: FastAPI) -> None:
    pass
