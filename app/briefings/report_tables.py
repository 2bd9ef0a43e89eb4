"""The tables of a report, and the list of its sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from app.briefings.document import Line, Table
from app.contacts.terms import OUTCOME_NAMES, Outcome, Side
from app.doors.ladder import name as stage_name
from app.kit.dates import spoken
from app.kit.translation import capital, ngettext, number
from app.kit.translation import gettext as _
from app.reports.figures import Figures, Tally
from app.reports.sections import SECTION_NAMES, Section
from app.reports.wording import Names, avenue_name, level_name, messenger_name, response_name
from app.states.progress_chart import Mark
from app.states.queries import Book
from app.states.regions import region_name
from app.states.standing import ACTION_NAMES, STANDING_NAMES, Standing

Rows = Iterable[tuple[str, ...]]


def table(section: Section, of: Figures, known: Book) -> Table | None:
    """What a section's text rests on; None where there is nothing to count."""
    made = _MADE.get(section)
    return made(of, known) if made else None


def captioned(place: int, title: str) -> str:
    return _("Table %(number)s. %(title)s", number=place, title=title)


def record_of(of: Figures, known: Book) -> str:
    """What standing rested on when the figures were read, and how old that was."""
    return replace(known, as_of=of.as_of, recorded=of.recorded).record(of.on)


def names(of: Figures, known: Book) -> Names:
    """What a report's text calls States by."""
    return Names(known.name, record_of(of, known))


def from_record(of: Figures, known: Book) -> str:
    return _("Source: %(source)s.", source=record_of(of, known))


def from_log(of: Figures) -> str:
    return _(
        "Source: the group’s log, entries that the whole group reads, as of %(day)s.",
        day=spoken(of.read_on),
    )


def aimed(mark: Mark) -> str:
    """A target, and how many States were party by then if that day is over."""
    goal, told = mark.goal, {"title": mark.goal.title}
    if len(goal.due) == 4:
        said = ngettext(
            "%(title)s: %(num)s State Party by the end of %(year)s.",
            "%(title)s: %(num)s States Parties by the end of %(year)s.",
            goal.number,
            year=goal.due,
            **told,
        )
    else:
        said = ngettext(
            "%(title)s: %(num)s State Party by %(day)s.",
            "%(title)s: %(num)s States Parties by %(day)s.",
            goal.number,
            day=spoken(goal.due),
            **told,
        )
    if mark.reached is None:
        return said
    then = ngettext("%(num)s was party then.", "%(num)s were party then.", mark.reached)
    return f"{said} {then}"


def sources(of: Figures, known: Book) -> tuple[Line, ...]:
    """Everything that a figure comes from, with its date."""
    acts = (
        Line(
            one.source,
            _(
                "%(state)s (%(act)s, %(day)s)",
                state=known.name(one.iso3),
                act=ACTION_NAMES[one.action],
                day=spoken(one.on),
            ),
        )
        for one in of.changes
    )
    votes = (
        Line(one.source, _("Resolution %(resolution)s", resolution=one.resolution))
        for one in of.ballots
    )
    goals = (Line(one.source, one.title) for one in of.goals)
    return (
        Line(record_of(of, known), _("Standing")),
        *acts,
        Line(
            _(
                "the informal universalization group’s log, entries that the whole group reads, "
                "as of %(day)s",
                day=spoken(of.read_on),
            ),
            _("Contacts, interim steps and commitments"),
        ),
        *votes,
        *goals,
        Line(_("Natural Earth, in the public domain"), _("Outlines of the map")),
    )


def _changes(of: Figures, known: Book) -> Table | None:
    rows = [
        (
            known.name(one.iso3),
            ACTION_NAMES[one.action],
            spoken(one.on),
            STANDING_NAMES[one.before],
            STANDING_NAMES[one.after],
        )
        for one in of.changes
    ]
    head = (_("State"), _("Treaty act"), _("Date"), _("Standing before"), _("Standing after"))
    caption = _("Changes of standing in the period")
    return Table(head, tuple(rows), caption, from_record(of, known)) if rows else None


def _regions(of: Figures, _known: Book) -> Table | None:
    head = (_("Regional group"), _("States approached"), _("Contacts"))
    rows = _tallied(of.by_region, region_name)
    total = (_("Total"), number(of.states), number(of.contacts))
    return _of_log(Section.REGIONS, of, head, [*rows, total])


def _messengers(of: Figures, _known: Book) -> Table | None:
    head = (_("Messengers"), _("How many took part"), _("Contacts"))
    return _of_log(Section.MESSENGERS, of, head, _tallied(of.by_messenger, messenger_name))


def _tallied(counts: Mapping[str, Tally], called: Callable[[str], str]) -> list[tuple[str, ...]]:
    return [(called(key), number(one.others), number(one.contacts)) for key, one in counts.items()]


def _avenues(of: Figures, _known: Book) -> Table | None:
    made = _simple(Section.AVENUES, of, _("Avenue"), of.by_avenue, avenue_name)
    rule = _(
        "A contact at a meeting counts by the avenue of that meeting; any other that was made with "
        "one State is bilateral."
    )
    return made and replace(made, note=f"{rule} {made.note}")


def _levels(of: Figures, _known: Book) -> Table | None:
    return _simple(Section.LEVELS, of, _("Level"), of.by_level, level_name)


def _responses(of: Figures, _known: Book) -> Table | None:
    return _simple(Section.RESPONSES, of, _("Answer"), of.by_response, response_name)


def _simple(
    section: Section,
    of: Figures,
    key: str,
    counts: Mapping[str, int],
    called: Callable[[str], str],
) -> Table | None:
    rows = [(capital(called(code)), number(count)) for code, count in counts.items()]
    total = (_("Total"), number(of.contacts))
    return _of_log(section, of, (key, _("Contacts")), [*rows, total])


def _of_log(section: Section, of: Figures, head: tuple[str, ...], rows: Rows) -> Table | None:
    if not of.contacts:
        return None
    return Table(head, tuple(rows), SECTION_NAMES[section], from_log(of), counted=True)


def _steps(of: Figures, _known: Book) -> Table | None:
    rows = [
        (capital(stage_name(stage)), number(one.forward), number(one.first), number(one.back))
        for stage, one in of.steps.items()
    ]
    head = (
        _("Stage reached"),
        _("States that moved forward to it"),
        _("Recorded for the first time"),
        _("Moved back to it"),
    )
    caption = _("Steps towards ratification or accession")
    return Table(head, tuple(rows), caption, from_log(of), counted=True) if rows else None


def _commitments(of: Figures, _known: Book) -> Table | None:
    if not any(one.made for one in of.promises.values()):
        return None
    names = {Side.THEIRS: _("By States approached"), Side.OURS: _("By messengers")}
    rows = [
        (names[side], *map(number, (one.made, one.kept, one.not_kept, one.dropped, one.open)))
        for side, one in of.promises.items()
    ]
    ended = [capital(OUTCOME_NAMES[one]) for one in Outcome]
    head = (_("Commitments"), _("Recorded"), *ended, _("No outcome recorded"))
    caption = SECTION_NAMES[Section.COMMITMENTS]
    return Table(head, tuple(rows), caption, from_log(of), counted=True)


def _ahead(of: Figures, known: Book) -> Table:
    head = (_("Regional group"), _("States Parties"), _("Signatories"), _("States not party"))
    rows = [
        (region_name(name), *(number(counts[one]) for one in Standing))
        for name, counts in of.regions.items()
    ]
    total = (_("Total"), *(number(of.stands(one)) for one in Standing))
    caption = _("States by regional group and standing")
    return Table(head, (*rows, total), caption, from_record(of, known), counted=True)


_MADE: Mapping[Section, Callable[[Figures, Book], Table | None]] = {
    Section.STANDING: _changes,
    Section.REGIONS: _regions,
    Section.AVENUES: _avenues,
    Section.LEVELS: _levels,
    Section.MESSENGERS: _messengers,
    Section.RESPONSES: _responses,
    Section.STEPS: _steps,
    Section.COMMITMENTS: _commitments,
    Section.AHEAD: _ahead,
}
