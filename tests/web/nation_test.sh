#!/bin/sh
# nation_test.sh - the extract, the overview and the trends of 400 made-up
# organisations, against what nation.mjs counts from what it made up; and the
# public files of many more.
#
#   BUILD=dir [SEED=number] sh tests/web/nation_test.sh
#
# Publications, their later editions and reviews lie around midnights here and
# the changes of the clocks.  What needs node or sqlite3 is skipped aloud.
# shellcheck disable=SC2154 # set by lib.sh
TZ=Europe/London
export TZ
. "$(dirname "$0")/lib.sh"
SEED=${SEED:-20170705}

for tool in node sqlite3; do
	command -v $tool >/dev/null && continue
	echo "skip - extract, overview and trends of a nation: there is no $tool"
	exit 0
done

same() { # NAME WANTED: as the program's, to the byte; an object a line
	if [ -s "$2" ] && cmp -s "$T/program" "$2"; then
		ok "$1"
		return
	fi
	sed 's/},{/},\n{/g' "$2" >"$T/wanted"
	sed 's/},{/},\n{/g' "$T/program" >"$T/said"
	not_ok "$1 (SEED=$SEED)" "$(diff "$T/said" "$T/wanted" | head -n 6)"
}

new_site
mkdir "$T/nation"
if ! node "$TREE/tests/web/nation.mjs" "$SEED" "$T/nation" \
    "$TREE"/config/catalogue/igt-14.1-*.json >"$T/log" 2>&1 ||
    ! sqlite3 -bail "$DB" ".read $T/nation/nation.sql" >>"$T/log" 2>&1; then
	not_ok "a nation is made" "$(cat "$T/log")"
	finish
fi

for wanted in "$T"/nation/extract.*; do
	on=${wanted##*.}
	igtk extract --on "$on" --json >"$T/program"
	same "the extract on $on is what was made up" "$wanted"
done
for wanted in "$T"/nation/overview.*; do
	name=${wanted##*/overview.}
	version=${name%.*} on=${name##*.}
	"$BUILD/bin/tests/overview_all" "$DB" "$version" "$on" >"$T/program"
	same "the overview of $version on $on is what was made up" "$wanted"
done

# The table, a line for each row: its tags, and when each was submitted, go.
table() { # HTML
	sed -n 's|^<tr [^>]*><th [^>]*>\(.*\)</tr>$|\1|p' "$1" |
	    sed -e '/scope="col"/d' -e 's|</th>|<|' -e 's|</td>|<|g' \
		-e 's|<<td[^>]*>|\||g' -e 's|<$||' |
	    awk -F'|' -v OFS='|' '{ print $1, $2 ~ /, late$/ ? "late" : "", $3, $4, $6 }'
}
n=0
for wanted in "$T"/nation/trend.*; do
	n=$((n + 1))
	person "${wanted##*.}" "viewer$n" "Vera Nunn" "demo-viewer$n-2026" viewer ||
	    not_ok "a viewer is there"
done
start_site
n=0
for wanted in "$T"/nation/trend.*; do
	n=$((n + 1))
	sign_in "viewer$n" "demo-viewer$n-2026" "viewer$n" ||
	    not_ok "viewer$n signs in"
	get "viewer$n" /trend
	table "$body" >"$T/program"
	same "the trend of ${wanted##*.} is what was made up" "$wanted"
done
# As many as one file may register: each file holds them all, of megabytes, and
# what they took is given back but for the database's own 2 MiB.
biggest() { # KiB that a worker holds, the most of them
	ps -o rss= --ppid "$fcgi" | sort -n | tail -n 1
}
sqlite3 -bail "$DB" "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL
	SELECT i + 1 FROM n WHERE i < 20000)
	INSERT INTO org (id, code, name, type, added_at, folded)
	SELECT 1000000 + i, printf('M%05d', i), printf('%0150d', i), 'GP', 0,
	printf('m%05d %0150d', i, i) FROM n" || not_ok "20,000 are there"
all=$(sqlite3 "$DB" "SELECT count(*) FROM org WHERE id > 0")
for _ in 1 2 3 4; do
	curl -sk -D "$T/head" -o "$T/csv" "$URL/public/csv?q="
	curl -sk -o "$T/json" "$URL/public/json?q="
done
is "a file holds all organisations, and not 5,000 of them" \
    "$(($(wc -l <"$T/csv") - 1)) $(grep -o '"code":' "$T/json" | wc -l)" \
    "$all $all"
is "it is not sent again to who has it" "$(curl -sk -o /dev/null \
    -w '%{http_code}' -H "If-None-Match: $(sed -n 's/\r$//; s/^[Ee][Tt][Aa][Gg]: //p' \
	"$T/head")" "$URL/public/csv?q=")" 304
[ "$(biggest)" -lt 12288 ] && ok "a worker gives its memory back" ||
	not_ok "a worker gives its memory back" "$(biggest) KiB resident"
finish
