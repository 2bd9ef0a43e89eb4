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
    threads: int | None = Field(default=None, ge=1, le=64)
    """Threads that answer requests in one process; None for what suits the database."""

    @property
    def answering(self) -> int:
        """One on SQLite, where more only fight for the interpreter; on PostgreSQL, which is waited
        for, eight."""
        return self.threads or (1 if self.database_url.startswith("sqlite") else 8)


@cache
def settings() -> Settings:
    return Settings()
