"""`make screenshots`: every page at two widths, light and dark, in build/screenshots."""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.programs import DESKTOP, PHONE, ROOT, launch, running, signed_in

PAGES = {
    "coordinator": [
        "/", "/doors", "/board", "/approaches",
        "/approaches/new?state=AGO", "/approaches/1", "/approaches/1/edit",
        "/approaches/1/versions", "/contacts",
        "/contacts/new?state=AGO", "/contacts/1", "/contacts/1/edit", "/contacts/1/versions",
        "/contacts/1/retraction", "/contacts/14/step-outcome", "/commitments", "/states",
        "/states/AGO", "/doors/AGO/ratify", "/doors/AGO/ratify?every=true",
        "/doors/AGO/ratify/moves/new", "/doors/AGO/ratify/barriers/new",
        "/doors/AGO/ratify/holds/new", "/doors/AGO/ratify/rests/new",
        "/doors/AGO/ratify/lead", "/barriers/1/overcoming/new",
        "/briefings", "/briefings/AGO", "/messengers", "/messengers/AUT/edit",
        "/edited-briefs/new?state=AGO", "/edited-briefs/1", "/edited-briefs/1/edit",
        "/edited-briefs/1/versions", "/edited-briefs/1?version=1",
        "/messages", "/messages/1", "/messages/2",
        "/messages/new?message=1", "/messages/new?translates=2&language=es",
        "/messages/2/comparison?other=1", "/messages/2/revisions",
        "/meetings", "/meetings/new", "/meetings/45", "/meetings/45/edit",
        "/meetings/45/versions", "/states/NPL", "/briefings/NPL",
        "/settings/weights", "/settings/weights?as=0",
        "/settings", "/sessions", "/happenings/new?state=AGO",
        "/withdrawal-signals", "/treaty-acts/new", "/gallery", "/nowhere", "/world",
        "/world?view=map",
        "/comparison?state=AGO&state=KEN&state=VNM", "/targets", "/glossary",
        "/search", "/search?q=angola", "/search?q=angla", "/shortcuts", "/views",
        "/views/new?listing=doors&query=stage%3Dnone", "/doors?columns=stage.when.next&due=cold",
        "/claims/new?door=KHM-accede&door=AGO-ratify&door=BTN-accede",
        "/assignments/new?approach=1.1&approach=2.1&approach=3.1",
        "/readiness", "/readiness?sort=region&region=African", "/hindcast",
        "/hindcast?day=2023-06-30&months=36&whole=true", "/expected-joins",
        "/expected-joins?state=GAB",
        "/learning", "/forecasts",
        "/hindcast?day=2023-06-30&months=36", "/expected-joins", "/expected-joins?state=GAB",
        "/learning", "/forecasts", "/plans", "/plans/1",
        "/plans/1/adoption/new", "/hand-overs", "/hand-overs/new?account=2&successor=3",
        "/reports", "/reports/1", "/reports/1/texts/regions",
    ],
    "member": ["/", "/doors", "/board?full=none", "/doors/UGA/ratify", "/states/KHM",
        "/doors/TON/accede", "/doors/SUR/accede", "/rests/1/ending/new",
        "/contacts/new", "/queue", "/queue/new", "/offline", "/learning"],
    "campaigner": ["/", "/doors/AGO/ratify", "/contacts"],
    "envoy": [
        "/", "/doors", "/briefings", "/briefings/AGO", "/doors/AGO/ratify", "/withdrawal-signals",
        "/readiness", "/learning", "/forecasts", "/trips", "/trips/new", "/trips/1",
        "/trips/1/edit", "/trips/1/calling-off", "/trips/1/appointments/new?state=AGO",
        "/appointments/1/edit",
        "/contacts/new?appointment=1", "/trips/1/versions", "/appointments/1/versions",
        "/copies", "/copies/briefings/NPL", "/copies/trips/1", "/copies/edited-briefs/1",
    ],
    "observer": [
        "/", "/doors", "/doors/AGO/ratify", "/states/AGO", "/briefings/AGO", "/search?q=angola",
    ],
    "administrator": ["/", "/accounts", "/hand-overs/new?account=2&successor=3"],
    "nobody": ["/sign-in", "/sign-in/an-old-link", "/nowhere"],
}  # fmt: skip
NOBODY = "nobody"
"""Who is not signed in."""
OUT = ROOT / "build" / "screenshots"


def main(only: list[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as program,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for role, paths in PAGES.items():
            state = signed_in(browser, program, role) if role != NOBODY else None
            for width, scheme in (
                (PHONE, "light"),
                (DESKTOP, "light"),
                (PHONE, "dark"),
                (DESKTOP, "dark"),
            ):
                context = browser.new_context(
                    base_url=program.url, storage_state=state, viewport=width, color_scheme=scheme
                )
                page = context.new_page()
                for path in paths:
                    if only and not any(part in f"{role}{path}" for part in only):
                        continue
                    page.goto(path)
                    name = re.sub(r"\W+", "-", path).strip("-") or "home"
                    page.screenshot(
                        path=OUT / f"{role}-{name}-{width['width']}-{scheme}.png", full_page=True
                    )
                context.close()
        browser.close()
    print(f"{OUT} holds {len(list(OUT.glob('*.png')))} pictures")


if __name__ == "__main__":
    main(sys.argv[1:])
