#!/bin/sh
# run.sh PROGRAM... - replay each fuzz target's corpus; one line each.
set -u
failed=0
for program in "$@"; do
	name=$(basename "$program" _fuzz)
	corpus=tests/fuzz/corpus/$name
	if [ ! -d "$corpus" ]; then
		echo "not ok - corpus $name: no folder $corpus"
		failed=1
		continue
	fi
	if out=$(find "$corpus" -type f -exec "$program" {} + 2>&1); then
		echo "ok - corpus $name: $out"
	else
		echo "not ok - corpus $name"
		echo "$out" | sed 's/^/  /' | head -60
		failed=1
	fi
done
exit $failed
