"""What the surroundings decide: read once from the environment or `.env`."""

from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is an environment variable with the prefix SAMEDOOR_."""

    model_config = SettingsConfigDict(env_prefix="SAMEDOOR_", env_file=".env", extra="ignore")

    database_url: str = "sqlite:///var/samedoor.db"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = ""
    """Where people reach the program, if not at http://HOST:PORT; https makes cookies secure."""
    threads: int = 2
    """Threads that answer requests in one process: more of them fight for the interpreter."""


@cache
def settings() -> Settings:
    return Settings()
