"""Who may do and read what: the one policy of the product. Pure.

Every surface (page, list, search, count, timeline, advice, document, export, command) asks here,
or uses `accounts.visibility`, the same rule as a filter for queries.
Source: the domain's "Who reads what".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.kit.errors import Forbidden
from app.kit.origin import Origin
from app.kit.translation import Phrase, Said, marked
from app.kit.translation import gettext as _


class Role(StrEnum):
    COORDINATOR = "coordinator"
    MEMBER = "member"
    ENVOY = "envoy"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = Said(
    {
        Role.COORDINATOR: marked("coordinator"),
        Role.MEMBER: marked("member"),
        Role.ENVOY: marked("envoy"),
        Role.OBSERVER: marked("observer"),
        Role.ADMINISTRATOR: marked("administrator"),
    }
)


class Visibility(StrEnum):
    """The level of an entry, widest first."""

    GROUP = "group"
    DELEGATIONS = "delegations"
    MESSENGER = "messenger"
    COORDINATORS = "coordinators"


RESTRICTED = Said(
    {
        Visibility.DELEGATIONS: marked("Delegations only"),
        Visibility.MESSENGER: marked("Messenger only"),
        Visibility.COORDINATORS: marked("Coordinators only"),
    }
)
"""What an entry is marked with; nothing for `group`, which is the rule."""


class Act(StrEnum):
    READ_FACTS = "read the facts"
    READ_ENTRIES = "read entries"
    LOG = "log a contact"
    PLAN = "plan an approach"
    MOVE_STAGE = "move a stage"
    HAND_OVER = "hand over"
    KEEP_COPIES = "keep copies on a device"
    EXPORT = "export contacts"
    DRAFT = "draft messages"
    COORDINATE = "do what Coordinators do"
    READ_REPORTS = "read reports"
    READ_FORECASTS = "read forecasts"
    READ_AUDIT = "read the audit"
    ADMINISTER = "administer accounts"


ENTRIES = {
    Act.READ_FACTS, Act.READ_ENTRIES, Act.READ_REPORTS, Act.LOG, Act.PLAN, Act.MOVE_STAGE,
    Act.HAND_OVER, Act.KEEP_COPIES, Act.EXPORT,
}  # fmt: skip
MAY: dict[Role, set[Act]] = {
    Role.COORDINATOR: ENTRIES | {Act.DRAFT, Act.COORDINATE, Act.READ_FORECASTS, Act.READ_AUDIT},
    Role.MEMBER: ENTRIES | {Act.DRAFT},
    Role.ENVOY: ENTRIES | {Act.READ_FORECASTS},
    Role.OBSERVER: {Act.READ_FACTS, Act.READ_REPORTS},
    Role.ADMINISTRATOR: {Act.READ_FACTS, Act.ADMINISTER},
}
MAY_NOT = {
    Act.READ_FACTS: marked("Your role (%(role)s) may not read the facts."),
    Act.READ_ENTRIES: marked("Your role (%(role)s) may not read entries."),
    Act.LOG: marked("Your role (%(role)s) may not log a contact."),
    Act.PLAN: marked("Your role (%(role)s) may not plan an approach."),
    Act.MOVE_STAGE: marked("Your role (%(role)s) may not move a stage."),
    Act.HAND_OVER: marked("Your role (%(role)s) takes on no work, so there is none to hand over."),
    Act.KEEP_COPIES: marked("Your role (%(role)s) reads no entry, so it keeps no copies of any."),
    Act.EXPORT: marked("Your role (%(role)s) may not export contacts."),
    Act.DRAFT: marked("Your role (%(role)s) may not draft messages."),
    Act.COORDINATE: marked("Your role (%(role)s) may not do what Coordinators do."),
    Act.READ_REPORTS: marked("Your role (%(role)s) may not read reports."),
    Act.READ_FORECASTS: marked("Your role (%(role)s) may not read forecasts."),
    Act.READ_AUDIT: marked("Your role (%(role)s) may not read the audit."),
    Act.ADMINISTER: marked("Your role (%(role)s) may not administer accounts."),
}


@dataclass(frozen=True)
class Reader:
    """A person as the policy sees them; `id` is None for "the group", nobody in particular.

    `messenger` is the code of the messenger that the person belongs to, `ngo` whether that is an
    NGO. An account without a messenger belongs to no delegation and reads `group` entries only.
    `origin` says whether it is a demonstration account.
    """

    id: int | None
    role: Role
    messenger: str | None = None
    ngo: bool = False
    origin: Origin = Origin.REAL


THE_GROUP = Reader(id=None, role=Role.MEMBER)
"""What every member may read: used where nobody is signed in (`samedoor next` without --as)."""


def may(reader: Reader, act: Act) -> bool:
    return act in MAY[reader.role]


def require(reader: Reader, act: Act) -> None:
    """Raise Forbidden unless `reader` may do `act`."""
    if not may(reader, act):
        raise Forbidden(_(MAY_NOT[act], role=ROLE_NAMES[reader.role]))


NOT_OF_IT = marked(
    "This is a demonstration account: it changes what is of the demonstration, and this is not."
)


def may_change(reader: Reader, origin: Origin) -> bool:
    """Whether `reader` may amend, add to or end something of that origin, where their role may.

    A demonstration account changes what is of the demonstration alone: its words would otherwise
    stay in a real entry when the demonstration is taken away, or take real ones along (domain
    rule 6). What it writes anew is marked, by its own origin or its author's.
    """
    return reader.origin != Origin.DEMONSTRATION or origin == Origin.DEMONSTRATION


def require_change(reader: Reader, origin: Origin) -> None:
    """Raise Forbidden unless `reader` may change something of that origin."""
    if not may_change(reader, origin):
        raise Forbidden(_(NOT_OF_IT))


def levels(reader: Reader) -> frozenset[Visibility]:
    """The levels that `reader` reads whoever wrote the entry and whoever took part."""
    match reader.role:
        case Role.COORDINATOR:
            return frozenset(Visibility)
        case Role.ENVOY:
            return frozenset(Visibility) - {Visibility.COORDINATORS}
        case Role.MEMBER if reader.messenger and not reader.ngo:
            return frozenset({Visibility.GROUP, Visibility.DELEGATIONS})
        case Role.MEMBER:
            return frozenset({Visibility.GROUP})
        case _:
            return frozenset()


def reads_own(reader: Reader) -> bool:
    """An entry's author always reads it, while their role reads entries at all."""
    return reader.id is not None and may(reader, Act.READ_ENTRIES)


def reads_taking_part(reader: Reader) -> bool:
    """Whether `messenger` entries open for this reader where their own messenger took part."""
    return reader.role is Role.MEMBER and bool(reader.messenger) and not reader.ngo


def may_read(
    reader: Reader, visibility: Visibility, author_id: int | None, took_part: Collection[str]
) -> bool:
    """Whether `reader` reads an entry of that level, author and messengers that took part."""
    return (
        visibility in levels(reader)
        or (reads_own(reader) and author_id == reader.id)
        or (
            visibility is Visibility.MESSENGER
            and reads_taking_part(reader)
            and reader.messenger in took_part
        )
    )


def strictest(levels: Iterable[str]) -> Visibility:
    """The most restrictive of some levels; `group` of none."""
    order = list(Visibility)
    return max(map(Visibility, levels), key=order.index, default=Visibility.GROUP)


def totals_for(reader: Reader) -> Reader | None:
    """As whom this reader's totals are counted: observers get those of `group` entries."""
    if reader.role is Role.OBSERVER:
        return THE_GROUP
    return reader if may(reader, Act.READ_ENTRIES) else None


def warns_by_default(visibility: Visibility) -> bool:
    """Whether "warn others" is ticked before the author says anything (domain rule 4)."""
    return visibility is Visibility.MESSENGER


WARNING = Phrase(marked("Please speak to a Coordinator before you approach this door"))
"""All that anybody else learns of an entry whose author warns others, or of a hold on a door."""
