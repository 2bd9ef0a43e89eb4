#!/bin/sh
# Makes sure that there is a Chromium for the browser tests, where one can be had.
# Never fails: without a browser those tests are skipped, or fail under SAMEDOOR_REQUIRE_ALL=1.
for name in "$CHROMIUM" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null && exit 0
done
log=$(mktemp)
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1
else
    echo "Fetching a browser for the browser tests ..."
    .venv/bin/playwright install chromium >"$log" 2>&1
fi || { tail -n 5 "$log"; echo "No browser could be installed."; } >&2
rm -f "$log"
exit 0
