"""Files that a page hands out: named by what anybody may know, and kept by no cache."""

from fastapi import Response

from app.kit.errors import Refused
from app.kit.translation import LANGUAGES, either, language
from app.kit.translation import gettext as _


def attached(content: bytes, media_type: str, name: str) -> Response:
    """`name` is plain ASCII and tells nothing restricted."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def chosen_language(code: str) -> str:
    """The language that an address asks for, the reader's own where it asks for none; raises
    Refused for one that the product does not speak."""
    if not code:
        return language()
    if code not in LANGUAGES:
        spoken = either(LANGUAGES.values())
        raise Refused("language", _("Documents are made in %(languages)s.", languages=spoken))
    return code
