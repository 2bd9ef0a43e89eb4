"""What somebody wants who types a few words: tables of cases, no database."""

import pytest

from app.accounts.policy import Reader, Role
from app.search.commands import MOST, Known, commands
from app.states.names import Named

STATES = [
    Named("AGO", "AO", "Angola", "Angola", "Angola"),
    Named("AUT", "AT", "Austria", "Autriche", "Austria"),
    Named("KHM", "KH", "Cambodia", "Cambodge", "Camboya"),
    Named("COD", "CD", "Democratic Republic of the Congo", "", ""),
    Named("COG", "CG", "Congo", "Congo", "Congo"),
    Named("GMB", "GM", "Gambia", "Gambie", "Gambia"),
    Named("PSE", "PS", "State of Palestine", "État de Palestine", "Estado de Palestina"),
    Named("OMN", "OM", "Oman", "Oman", "Omán"),
    Named("SWZ", "SZ", "Eswatini", "Eswatini", "Eswatini"),
    Named("VNM", "VN", "Viet Nam", "Viet Nam", "Viet Nam"),
]
ASKS = {"AGO": "ratify", "KHM": "accede", "OMN": "accede", "VNM": "accede"}


def offered(text, role=Role.COORDINATOR):
    known = Known(Reader(id=1, role=role), STATES, ASKS)
    return commands(text, known)


def first(text, role=Role.COORDINATOR):
    one = offered(text, role)[0]
    return one.route, {**one.path, **one.query}


@pytest.mark.parametrize(
    ("text", "route", "given"),
    [
        ("log with Cambodia", "contacts.new", {"state": "KHM"}),
        ("log a contact with the Gambia", "contacts.new", {"state": "GMB"}),
        ("LOG CAMBODGE", "contacts.new", {"state": "KHM"}),
        ("log swaziland", "contacts.new", {"state": "SWZ"}),
        ("lgo camboda", "states.show", None),
        ("log camboda", "contacts.new", {"state": "KHM"}),
        ("brief Angola", "briefings.show", {"iso3": "AGO"}),
        ("briefing on Omán", "briefings.show", {"iso3": "OMN"}),
        ("breif angola", "briefings.show", {"iso3": "AGO"}),
        ("plan Viet Nam", "approaches.new", {"state": "VNM"}),
        ("plan an approach to viet nam", "approaches.new", {"state": "VNM"}),
        ("contacts Angola", "contacts.index", {"state": "AGO"}),
        ("move angola", "moves.new", {"iso3": "AGO", "ask": "ratify"}),
        ("barrier oman", "barriers.new", {"iso3": "OMN", "ask": "accede"}),
        ("door angola", "doors.show", {"iso3": "AGO", "ask": "ratify"}),
        ("hold cambodia", "holds.new", {"iso3": "KHM", "ask": "accede"}),
        ("lock angola", "leads.new", {"iso3": "AGO", "ask": "ratify"}),
        ("deposit angola", "treaty_acts.new", {"state": "AGO"}),
        ("export angola", "exports.csv", {"state": "AGO"}),
        ("xlsx angola", "exports.xlsx", {"state": "AGO"}),
        ("go to angola", "states.show", {"iso3": "AGO"}),
        ("state of palestine", "states.show", {"iso3": "PSE"}),
        ("brief on the state of palestine", "briefings.show", {"iso3": "PSE"}),
        ("Angola", "states.show", {"iso3": "AGO"}),
        ("ago", "states.show", {"iso3": "AGO"}),
        ("viet", "states.show", {"iso3": "VNM"}),
        ("congo", "states.show", {"iso3": "COG"}),
        ("doors", "doors.index", {}),
        ("go to doors", "doors.index", {}),
        ("doors at rest", "doors.index", {"rest": "asleep"}),
        ("asleep", "doors.index", {"rest": "asleep"}),
        ("woke up", "doors.index", {"rest": "woken"}),
        ("contact log", "contacts.index", {}),
        ("log", "contacts.new", {}),
        ("log a contact", "contacts.new", {}),
        ("settings", "settings.edit", {}),
        ("record a treaty act", "treaty_acts.new", {}),
        ("export", "exports.csv", {}),
        ("export xlsx", "exports.xlsx", {}),
        ("sign out", "sign_out.create", {}),
        ("log out", "sign_out.create", {}),
        ("password", "sessions.index", {}),
        ("keystone", "expected_joins.index", {}),
        ("readiness", "readiness.index", {}),
        ("looking back", "hindcasts.show", {}),
        ("hindcast", "hindcasts.show", {}),
        ("follow angola", "expected_joins.index", {"state": "AGO"}),
        ("keys", "shortcuts.index", {}),
        ("countries", "states.index", {}),
        ("map", "world.show", {}),
        ("compare", "comparisons.show", {}),
        ("glossary", "glossary.show", {}),
        ("record a meeting", "meetings.new", {}),
        ("meetings", "meetings.index", {}),
    ],
)
def test_what_is_typed_is_understood(text, route, given):
    if given is None:
        assert offered(text) == []
    else:
        assert first(text) == (route, given)


@pytest.mark.parametrize(
    ("text", "route", "state"),
    [
        ("readiness", "readiness.index", Named("VCT", "VC", "Grenadines", "", "")),
        ("keystone", "expected_joins.index", Named("EST", "EE", "Estonia", "Estonie", "Estonia")),
        ("plan", "approaches.new", Named("POL", "PL", "Poland", "Pologne", "Polonia")),
    ],
)
def test_a_page_that_is_called_so_comes_before_a_state_that_is_called_much_like_it(
    text, route, state
):
    known = Known(Reader(id=1, role=Role.COORDINATOR), [state], {})
    titles = [one.route for one in commands(text, known)]
    assert titles[0] == route
    assert "states.show" in titles


@pytest.mark.parametrize("text", ["Austria", "plan Austria", "move Austria", "hold Austria"])
def test_where_no_door_is_open_nothing_is_done_at_one(text):
    routes = {one.route for one in offered(text)}
    assert not routes & {"approaches.new", "moves.new", "holds.new", "barriers.new"}


def test_of_several_states_each_is_offered_and_of_one_all_that_is_done_with_it():
    assert [one.path["iso3"] for one in offered("a")[:2]] == ["AGO", "AUT"]
    assert [one.route for one in offered("angola")] == [
        "states.show", "contacts.new", "briefings.show", "approaches.new", "doors.show",
        "contacts.index",
    ]  # fmt: skip


def test_the_name_by_which_a_state_was_found_is_said():
    assert offered("swaziland")[0].about == "Swaziland"
    assert offered("eswatini")[0].about == ""


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("text", ["", "log", "log with angola", "plan angola", "export", "angola"])
def test_nobody_is_offered_what_the_policy_does_not_let_them(role, text):
    closed = {"contacts.new", "approaches.new", "exports.csv", "contacts.index", "moves.new"}
    assert not closed & {one.route for one in offered(text, role)}


@pytest.mark.parametrize(
    ("role", "text", "route"),
    [
        (Role.ADMINISTRATOR, "accounts", "accounts.index"),
        (Role.OBSERVER, "brief angola", "briefings.show"),
        (Role.MEMBER, "export", "exports.csv"),
        (Role.ENVOY, "plan oman", "approaches.new"),
    ],
)
def test_everybody_is_offered_what_is_theirs(role, text, route):
    assert first(text, role)[0] == route


@pytest.mark.parametrize("text", ["", "   ", "?!", "a" * 500, "the", "log log log", "zzzz", "to"])
def test_nothing_is_offered_twice_and_never_too_much(text):
    found = offered(text)
    assert len(found) <= MOST
    addresses = [(one.route, *one.path.values(), *one.query.values()) for one in found]
    assert len(addresses) == len(set(addresses))


def test_where_nothing_is_typed_what_is_done_most_comes_first():
    assert [one.route for one in offered("")][:3] == ["contacts.new", "approaches.new", "home"]


def test_only_signing_out_changes_something():
    found = [one for text in ("", "sign", "a", "e", "o") for one in offered(text)]
    assert {one.route for one in found if one.posts} == {"sign_out.create"}


def test_a_brief_is_edited_from_the_palette():
    assert first("edit Angola") == ("edited_briefs.new", {"state": "AGO"})
