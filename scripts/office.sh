#!/bin/sh
# Makes sure that there are a LibreOffice Calc and Writer and poppler's programs for the tests that
# open exports and documents in them, where they can be had. Never fails: without them those tests
# are skipped, or fail under SAMEDOOR_REQUIRE_ALL=1.
wanted=""
command -v soffice >/dev/null || wanted="libreoffice-calc-nogui libreoffice-writer-nogui"
[ -n "$wanted" ] || [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so" ] ||
    wanted="libreoffice-writer-nogui"
command -v pdftotext >/dev/null || wanted="$wanted poppler-utils"
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: $wanted ..."
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # shellcheck disable=SC2086 # several packages
    { apt-get update -qq; apt-get install -y -qq --no-install-recommends $wanted; } \
        >"$log" 2>&1 || { tail -n 5 "$log"; echo "Not all of it could be installed."; } >&2
    rm -f "$log"
fi
exit 0
