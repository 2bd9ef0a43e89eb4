"""What people write to make an account or sign in."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.accounts.policy import Role
from app.kit.translation import gettext as _


def check_email(text: str) -> str:
    """Lower case; one @ between two parts without spaces or what means something in a path."""
    if not re.fullmatch(r"[^@\s/\\?#%]+@[^@\s/\\?#%]+\.[^@\s/\\?#%]+", text):
        raise ValueError(_("Please give an e-mail address such as name@example.org."))
    return text.lower()


Email = Annotated[str, Field(max_length=200), AfterValidator(check_email)]


class AddUser(BaseModel):
    """`ngo` says whether `messenger` is an NGO: whoever knows messengers fills both in."""

    model_config = ConfigDict(str_strip_whitespace=True)

    email: Email
    name: str = Field(min_length=1, max_length=120)
    role: Role
    messenger: str | None = None
    ngo: bool = False


class SignInForm(BaseModel):
    email: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=1, max_length=1000)
    next: str = ""


class SetPassword(BaseModel):
    password: str = Field(min_length=1, max_length=1000)
