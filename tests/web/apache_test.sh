#!/bin/sh
# apache_test.sh - tests that are written for any web server, through Apache:
# at the root of a host, and where they know of it below a path.
#
#   BUILD=dir sh tests/web/apache_test.sh
#
# They run side by side, since most of it waits for passwords.
T=$(mktemp -d /tmp/igtk-apache.XXXXXX) || exit 1
trap 'rm -rf "$T"' EXIT
here=$(dirname "$0")
failed=0

command -v apache2 >/dev/null || {
	echo "skip - through Apache: apache2 is not installed"
	exit 0
}
FRONT=apache BASE=/ig sh "$here/sign_in_test.sh" >"$T/sign_in" 2>&1 &
sign_in=$!
FRONT=apache BASE=/ig sh "$here/draft_test.sh" >"$T/draft" 2>&1 &
draft=$!
FRONT=apache BASE=/ig sh "$here/api_test.sh" >"$T/api" 2>&1 &
api=$!
wait $sign_in || failed=1
wait $draft || failed=1
wait $api || failed=1
for said in sign_in draft api; do
	sed -E 's/^(ok|not ok|skip) - /&Apache: /' "$T/$said"
	grep -q '^ok - ' "$T/$said" || {
		echo "not ok - Apache: $said said nothing"
		failed=1
	}
done
exit $failed
