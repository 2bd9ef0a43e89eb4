"""Commands as a person types them: results, one clear line for what is wrong, exit code 2."""

import csv
import io
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.audit.models import Entry
from app.contacts.models import Contact
from app.contacts.service import log_contact
from app.kit.db import engine, reading, writing
from app.kit.settings import settings
from app.transfer import demonstration
from tests.contacts.builders import wish
from tests.world import NOW, TODAY, people

COMMANDS = (
    "serve", "migrate", "seed", "user add", "user list", "user link", "user disable",
    "user ownerless", "next", "export", "audit check", "demo remove", "synthesize", "simulate",
    "fit", "backtest",
)  # fmt: skip
KEYS = {"state", "ask", "messenger", "level", "channel", "message", "window", "reasons", "cautions"}


@pytest.fixture
def demo(own_database) -> Path:
    with writing() as db:
        demonstration.load(db, now=NOW)
    return own_database


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(samedoor, command):
    code, out, _ = samedoor(*command.split(), "--help")
    assert code == 0
    assert "Usage:" in out


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("next", "--limit", "none"),
        ("next", "--as", "nobody@example.org"),
        ("user", "link", "nobody@example.org"),
        ("user", "add", "--email", "x", "--name", "X", "--role", "member"),
        ("user", "add", "--email", "x@example.org", "--name", "X", "--role", "king"),
        ("user", "add", "--email", "x@example.org", "--name", "X", "--role", "member",
         "--messenger", "NOBODY"),
        ("export", "--filter", "channel=pigeon"),
        ("export", "--filter", "odd=1"),
        ("export", "--format", "pdf"),
        ("seed", "/nowhere"),
        ("synthesize", "--contacts", "0"),
    ],
)  # fmt: skip
def test_wrong_input_is_one_clear_line_and_exit_code_two(samedoor, own_database, words):
    code, out, err = samedoor(*words)
    lines = [line for line in err.splitlines() if not line.startswith("reading ")]
    assert (code, out) == (2, "")
    assert len(lines) == 1, lines
    assert lines[0].startswith("samedoor: ")


def test_a_database_that_cannot_be_had_is_said_in_one_line(samedoor, empty_database):
    empty_database.mkdir()
    code, _, err = samedoor("user", "list")
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.parametrize("group", [(), ("user",), ("audit",), ("demo",)])
def test_a_group_alone_lists_its_commands(samedoor, group):
    code, out, err = samedoor(*group)
    assert (code, out) == (2, "")
    assert re.search(r"^Commands:$", err, re.MULTILINE)


def test_a_database_without_tables_says_what_to_run(samedoor, empty_database):
    code, _, err = samedoor("user", "list")
    assert (code, err.count("\n")) == (2, 1)
    assert "samedoor migrate" in err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "eighty"),
        ("HOST", "nowhere.invalid"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/x"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(samedoor, empty_database, name, value):
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv(f"SAMEDOOR_{name}", value)
        settings.cache_clear()
        engine.cache_clear()
        code, out, err = samedoor("serve")
    settings.cache_clear()
    engine.cache_clear()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("samedoor: ")


def test_a_taken_port_is_said_in_one_line(samedoor, empty_database, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SAMEDOOR_PORT", str(taken.getsockname()[1]))
        settings.cache_clear()
        code, _, err = samedoor("serve")
    assert (code, err.count("\n")) == (2, 1)
    assert "SAMEDOOR_PORT" in err
    assert not empty_database.exists()


def test_migrating_and_seeding_a_new_database_and_again(samedoor, empty_database):
    assert samedoor("migrate")[0] == 0
    code, out, err = samedoor("seed")
    assert code == 0
    assert re.search(r"states +197 +0 +0", out)
    assert "states.csv" in err
    assert re.search(r"states +0 +0 +197", samedoor("seed")[1])


def test_an_account_is_added_with_a_one_time_link(samedoor, own_database):
    words = ("user", "add", "--email", "n@example.org", "--name", "N", "--role", "member")
    code, out, _ = samedoor(*words, "--messenger", "cmc")
    assert code == 0
    assert re.search(r"http://127\.0\.0\.1:\d+/sign-in/[\w-]{43}\s", out)
    with reading() as db:
        user = db.exec(select(User)).one()
        assert (user.messenger, user.ngo) == ("CMC", True)
    assert "n@example.org" in samedoor("user", "list")[1]
    assert "/sign-in/" in samedoor("user", "link", "n@example.org")[1]
    assert samedoor("user", "disable", "n@example.org")[0] == 0
    assert samedoor("user", "link", "n@example.org")[0] == 2


def test_what_is_open_of_a_disabled_account_goes_to_somebody(samedoor, own_database):
    with writing() as db:
        world = people(db)
        for by in (world.member, world.stranger):
            log_contact(db, wish(next_step="x"), by=by, now=NOW, today=TODAY)
        member, stranger, colleague = (
            one.email for one in (world.member, world.stranger, world.colleague)
        )
    _, out, _ = samedoor("user", "disable", member, "--to", colleague)
    assert out == f"Disabled {member}. What is open goes to {colleague}.\n"
    _, out, _ = samedoor("user", "disable", stranger)
    assert out == f"Disabled {stranger}. What is open goes to cora.coordinator@example.org.\n"
    assert samedoor("user", "disable", "cora.coordinator@example.org")[0] == 2
    with reading() as db:
        owners = db.exec(select(Contact.next_step_owner).order_by(col(Contact.id))).all()
        assert owners == [world.colleague.id, world.coordinator.id]


def test_what_is_nobodys_is_counted_and_given(samedoor, own_database):
    with writing() as db:
        world = people(db)
        log_contact(db, wish(next_step="x"), by=world.member, now=NOW, today=TODAY)
        world.member.disabled_at = NOW  # as no act does
    code, out, _ = samedoor("user", "ownerless")
    assert code == 1
    assert "     1 contacts to follow up" in out
    assert samedoor("user", "ownerless", "--give")[:2] == (
        0, "1 given.\n     0 approaches\n     0 contacts to follow up\n",
    )  # fmt: skip
    with reading() as db:
        assert db.exec(select(Contact.next_step_owner)).one() == world.coordinator.id


def test_a_password_is_read_from_standard_input(samedoor, own_database):
    words = ("user", "add", "--email", "n@example.org", "--name", "N", "--role", "envoy")
    assert samedoor(*words, "--password-stdin", stdin="short\n")[0] == 2
    assert samedoor(*words, "--password-stdin", stdin="a long enough one\n")[0] == 0
    with reading() as db:
        assert str(db.exec(select(User)).one().password_hash).startswith("$argon2id$")


def test_next_prints_reasons_and_cautions_as_json(samedoor, demo):
    code, out, err = samedoor("next", "--limit", "5", "--json")
    lines = json.loads(out)
    assert (code, len(lines)) == (0, 5)
    assert all(set(line) >= KEYS and len(line["reasons"]) >= 2 for line in lines)
    assert "Contains demonstration entries" in err
    printed = samedoor("next")[1]
    assert "Contains demonstration entries" in printed
    first = lines[0]
    for said in (first["would_change"], *first["rests_on"], *first["reasons"]):
        assert said in printed
    assert first["interim"]
    assert all(f"({one['why']})" in printed for one in first["interim"])
    assert sum(first["parts"].values()) == pytest.approx(first["score"])
    assert first["precedents"] == []
    assert "no State of the region is recorded to have joined after a knock" in printed


def test_next_and_export_without_as_use_group_entries_only(samedoor, own_database):
    with writing() as db:
        world = people(db)
        hidden = wish(note="Confidential words", visibility="delegations")
        log_contact(db, hidden, by=world.member, now=NOW, today=TODAY)
        log_contact(db, wish(note="Open words"), by=world.member, now=NOW, today=TODAY)
    assert _notes(samedoor, "export") == ["Open words"]
    own = _notes(samedoor, "export", "--as", "mia.member@example.org")
    assert sorted(own) == ["Confidential words", "Open words"]


def test_an_export_is_read_back_by_a_real_spreadsheet_reader(samedoor, demo, tmp_path):
    file = tmp_path / "contacts.xlsx"
    assert samedoor("export", "--format", "xlsx", "--output", str(file))[0] == 0
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    csv_rows = _rows(samedoor, "export")
    assert [str(cell) for cell in rows[0]] == list(csv_rows[0])
    assert len(rows) - 1 == len(csv_rows)
    place = list(csv_rows[0]).index("note")
    assert [row[place] for row in rows[1:]] == [row["note"] for row in csv_rows]


def test_the_audit_is_whole_until_somebody_changes_an_entry(samedoor, demo):
    code, out, err = samedoor("audit", "check")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"The audit is whole: each of its \d+ entries fits the one before.\n", out)
    with writing() as db:
        entry = db.exec(select(Entry).where(Entry.verb == "contact.retracted")).one()
        entry.actor_id = 1
    code, out, err = samedoor("audit", "check")
    assert (code, out) == (1, "")
    assert err.startswith(f"samedoor: Audit entry {entry.id} (contact.retracted {entry.subject}, ")
    assert err.count("\n") == 1


def test_an_audit_entry_that_was_taken_out_is_noticed_at_the_next(samedoor, demo):
    with writing() as db:
        entry = db.exec(select(Entry).where(Entry.verb == "contact.retracted")).one()
        db.delete(entry)
    code, _, err = samedoor("audit", "check")
    assert code == 1
    assert f"Audit entry {entry.id + 1} " in err


def test_demonstration_entries_are_taken_away_and_real_ones_stay(samedoor, demo):
    with writing() as db:
        world = people(db)
        real = log_contact(
            db, wish(note="A real one", next_step="x"), by=world.member, now=NOW, today=TODAY
        )
        real.next_step_owner = _demo_member(db)  # as no form lets anybody
    assert samedoor("user", "ownerless")[0] == 0
    assert samedoor("demo", "remove")[0] == 0
    with reading() as db:
        (contact,) = db.exec(select(Contact)).all()
        assert (contact.note, contact.next_step_owner) == ("A real one", contact.author_id)
        assert all("demo" not in user.email for user in db.exec(select(User)))
    assert "no demonstration entries" in samedoor("demo", "remove")[1]
    assert "demonstration" not in samedoor("next")[1].lower()


def test_the_console_script_starts_in_its_own_process(own_database):
    script = Path(sys.executable).with_name("samedoor")
    done = subprocess.run([script, "user", "list"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _demo_member(db: Session) -> int:
    return db.exec(select(User.id).where(User.email == "member@demo.example.org")).one() or 0


def _rows(samedoor, *words: str) -> list[dict[str, str]]:
    code, out, _ = samedoor(*words)
    assert code == 0
    return list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))


def _notes(samedoor, *words: str) -> list[str]:
    return [row["note"] for row in _rows(samedoor, *words)]


@pytest.fixture
def served(samedoor, monkeypatch):
    """`samedoor serve --demo`, as far as what it prints before it would answer."""
    monkeypatch.setattr("uvicorn.Server.run", lambda self: setattr(self, "started", True))
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("app.cli.serving._refuse_taken_port", lambda *_: None)
    return lambda: samedoor("serve", "--demo")


def test_the_first_start_with_the_demonstration_prints_a_link_for_each_role(served, own_database):
    code, out, _ = served()
    assert code == 0
    assert len(re.findall(r"/sign-in/[\w-]{43}", out)) == 6
    assert "sign-in" not in served()[1]


def test_a_start_after_the_demonstration_is_removed_says_how_to_make_an_account(
    served, samedoor, demo
):
    assert samedoor("demo", "remove")[0] == 0
    out = served()[1]
    assert "There are no accounts" in out
    assert "samedoor user add --email" in out
    assert "sign-in links" not in out


def test_a_start_with_real_accounts_says_nothing_of_links(served, samedoor, demo):
    samedoor("demo", "remove")
    samedoor("user", "add", "--email", "n@example.org", "--name", "N", "--role", "member")
    out = served()[1]
    assert out.startswith("Same Door answers on")
