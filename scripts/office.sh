#!/bin/sh
# Makes sure that there is a LibreOffice Calc for the test that opens an export in it, where one
# can be had. Never fails: without it that test is skipped, or fails under SAMEDOOR_REQUIRE_ALL=1.
command -v soffice >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing LibreOffice Calc for the tests ..."
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    { apt-get update -qq; apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui; } \
        >"$log" 2>&1 || { tail -n 5 "$log"; echo "LibreOffice could not be installed."; } >&2
    rm -f "$log"
fi
exit 0
