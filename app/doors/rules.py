"""The settings that Coordinators change, with the domain's defaults. Pure."""

from pydantic import BaseModel, ConfigDict, Field

from app.kit.translation import Said, marked


class RoundSettings(BaseModel):
    """All in days, but `knocks_per_quarter`: knocks that one messenger can take on a quarter."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    spacing_days: int = Field(42, ge=0, le=3650)
    rest_after_declined_days: int = Field(182, ge=0, le=3650)
    declined_returns_days: int = Field(90, ge=0, le=3650)
    snooze_days: int = Field(30, ge=1, le=3650)
    knocks_per_quarter: int = Field(6, ge=0, le=1000)


DEFAULTS = RoundSettings()

SETTING_NAMES = Said(
    {
        "spacing_days": marked("Days between knocks at a door"),
        "rest_after_declined_days": marked("Days of rest after “declined”"),
        "declined_returns_days": marked("Days until a declined suggestion returns"),
        "snooze_days": marked("Days until a snoozed suggestion returns"),
        "knocks_per_quarter": marked("Knocks a quarter for a messenger"),
    }
)
