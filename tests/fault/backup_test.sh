#!/bin/sh
# backup_test.sh - a backup made while people work restores to the same
# records; a backup that is not as it was made is refused; an upgrade that
# fails or is killed leaves the records as they were.
#
#   BUILD=dir sh tests/fault/backup_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/../web/lib.sh"

# A command's exit status, and what it said in $T/said.
exits() { # NAME WANT COMMAND...
	name=$1 want=$2
	shift 2
	"$@" >"$T/said" 2>&1 </dev/null
	got=$?
	if [ "$got" = "$want" ]; then ok "$name"; else
		not_ok "$name" "exit $got, not $want: $(tail -n 3 "$T/said")"
	fi
}
says() { # NAME TEXT
	if grep -qF -- "$2" "$T/said"; then ok "$1"; else
		not_ok "$1" "$(tail -n 3 "$T/said")"
	fi
}
# The answers of a year, whatever file they are in.
year() { # DATABASE
	"$SITE_BUILD/bin/igtk" assessment export --org RX901 --version 14.1 \
	    --db "$1"
	"$SITE_BUILD/bin/igtk" score --org 8XX01 --version 13 --json --db "$1"
}

demo_people
mkdir "$T/new" "$T/broken" "$T/data/evidence"
echo "minutes" >"$T/data/evidence/0a1b"

# ---- while others write ----

# Something is added all the time, one command after another.
busy() {
	n=0
	while [ ! -e "$T/enough" ]; do
		n=$((n + 1))
		igtk person add --user "busy$n" --name "Busy $n" --org RX901 \
		    >/dev/null 2>&1 || break
		echo "$n" >"$T/added"
	done
}
busy &
writer=$!
for round in 1 2 3; do
	exits "backup $round while records are added" 0 igtk backup "$T/b"
	exits "backup $round proves" 0 igtk restore "$T/b" --verify-only
done
touch "$T/enough"
wait $writer
is "records were added meanwhile" "$([ "$(cat "$T/added")" -gt 2 ] && echo yes)" yes
is "an earlier copy makes room for the newer" "$(ls "$T/b" | grep -c '^igtk-')" 1
is "the manifest is what sha256sum takes" \
    "$(cd "$T/b" && sha256sum -c --quiet MANIFEST 2>&1)" ""

# ---- restored, it is the same ----

exits "the last backup" 0 igtk backup "$T/b"
exits "restored elsewhere" 0 igtk restore "$T/b" --to "$T/new/igtk.db"
year "$DB" >"$T/live.year"
year "$T/new/igtk.db" >"$T/new.year"
is "answers and score are the same" "$(diff "$T/live.year" "$T/new.year")" ""
"$SITE_BUILD/bin/igtk" audit export --db "$T/new/igtk.db" >"$T/audit"
exits "its chains are whole for the verifier" 0 \
    "$SITE_BUILD/bin/igtk-verify" audit "$T/audit"
is "evidence is restored" "$(cat "$T/new/evidence/0a1b")" minutes
is "for its owner only" "$(stat -c %a "$T/new/igtk.db")" 600
exits "never over records that are there" 1 \
    igtk restore "$T/b" --to "$T/new/igtk.db"
says "and that is said" "nothing is written over"
exits "the records in use go on from it" 0 igtk restore "$T/b" --verify-only
says "and that is said, too" "goes on from it"
"$SITE_BUILD/bin/igtk" init --db "$T/other.db" >/dev/null 2>&1
"$SITE_BUILD/bin/igtk" person add --user x --name X --db "$T/other.db" >/dev/null
exits "other records do not" 1 "$SITE_BUILD/bin/igtk" restore "$T/b" \
    --verify-only --db "$T/other.db"
exits "one of --to and --verify-only" 2 igtk restore "$T/b"
exits "not a folder with other files" 1 igtk backup "$T/logs"
says "and what to do is said" "name an empty folder"

# ---- a backup that is not as it was made ----

# With one byte changed, at a place that is named, a backup fails.
flipped() { # FILE PLACE
	rm -rf "$T/broken/b"
	cp -R "$T/b" "$T/broken/b"
	perl -e 'open my $f, "+<", $ARGV[0] or die; seek $f, $ARGV[1], 0;
	    read $f, my $c, 1; seek $f, $ARGV[1], 0;
	    print $f chr(ord($c) ^ 1)' "$T/broken/b/$1" "$2"
	igtk restore "$T/broken/b" --verify-only >"$T/said" 2>&1
	[ $? -eq 1 ]
}
passed=
tried=0
for file in $(cd "$T/b" && find . -type f ! -name .lock | sed 's,^\./,,'); do
	size=$(stat -c %s "$T/b/$file")
	for part in 0 1 2 3 4 5; do
		tried=$((tried + 1))
		place=$((part * (size - 1) / 5))
		flipped "$file" "$place" || passed="$passed $file:$place"
	done
done
is "one byte changed is found, wherever it is ($tried places)" "$passed" ""
for file in $(cd "$T/b" && find . -type f ! -name .lock | sed 's,^\./,,'); do
	rm -rf "$T/broken/b"
	cp -R "$T/b" "$T/broken/b"
	: >"$T/broken/b/$file"
	exits "an empty ${file%%-*} is found" 1 igtk restore "$T/broken/b" --verify-only
	rm "$T/broken/b/$file"
	exits "a missing ${file%%-*} is found" 1 igtk restore "$T/broken/b" --verify-only
done
is "nothing is left of what was tried" "$(find "$T/data" -name '*.restore-*' -o -name '*.backup-*')" ""

# A backup whose hashes were made anew still has to say the same as before.
rm -rf "$T/broken/b"
cp -R "$T/b" "$T/broken/b"
chmod -R u+w "$T/broken/b"
sqlite3 "$T"/broken/b/igtk-*.db "UPDATE answer SET level = 3
    WHERE level = 0 AND assessment_id IN (SELECT id FROM assessment WHERE state = 0)"
(cd "$T/broken/b" && sha256sum igtk-*.db FACTS.* evidence/* >MANIFEST)
exits "levels raised in the backup are found" 1 \
    igtk restore "$T/broken/b" --verify-only
says "by the facts" "not found again"

# ---- killed in the middle of a backup ----

good=$(cat "$T/b/MANIFEST")
killed=0
for pause in 0 0.005 0.01 0.02 0.03 0.05; do
	"$SITE_BUILD/bin/igtk" backup "$T/b" --db "$DB" >/dev/null 2>&1 &
	sleep $pause
	kill -KILL $! 2>/dev/null
	wait $! 2>/dev/null
	[ "$(cat "$T/b/MANIFEST")" = "$good" ] && killed=$((killed + 1))
	good=$(cat "$T/b/MANIFEST")
	igtk restore "$T/b" --verify-only >"$T/said" 2>&1 ||
	    not_ok "a backup that was killed" "$(tail -n 2 "$T/said")"
done
is "a backup that is killed leaves one that restores ($killed of 6 were)" \
    "$([ $killed -gt 0 ] && echo yes)" yes
exits "and the next one is made" 0 igtk backup "$T/b"
exits "and proves" 0 igtk restore "$T/b" --verify-only

# ---- upgrades ----

# A database of the first two steps, as an earlier program left it.
older() { # PATH
	awk -f "$TREE/core/schema.awk" "$TREE/core/schema/0001-start.sql" \
	    "$TREE/core/schema/0002-guards.sqlite.sql" |
	    perl -ne 'if (/^\t    "(.*)\\n"$/) { $_ = $1; s/\\(.)/$1/g; print "$_\n" }' \
	    >"$T/older.sql"
	rm -f "$1" "$1"-*
	{
		echo "PRAGMA journal_mode = WAL; BEGIN;"
		echo "CREATE TABLE schema_version (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;"
		echo "INSERT INTO schema_version VALUES (1, 0), (2, 0);"
		cat "$T/older.sql"
		echo "INSERT INTO org VALUES (5, 'OLD01', 'Old Place', 'CTP', 0);"
		echo "INSERT INTO audit_head VALUES (5, 0, 0, CAST('' AS BLOB));"
		echo "PRAGMA application_id = 1229411403; PRAGMA user_version = 2; COMMIT;"
	} | sqlite3 "$1" >/dev/null
}
schema() { sqlite3 "$1" "SELECT max(number) FROM schema_version"; }
ours=$(schema "$DB")

older "$T/data/old.db"
old() { "$SITE_BUILD/bin/igtk" "$@" --db "$T/data/old.db"; }
exits "an older database is not opened" 1 old org list
exits "a rehearsal says what would be done" 0 old migrate --dry-run
says "from which to which" "from schema 2 to $ours"
is "a rehearsal changes nothing" "$(schema "$T/data/old.db")" 2
exits "the upgrade" 0 old migrate
is "is done" "$(schema "$T/data/old.db")" "$ours"
is "with a copy of what was before" "$(schema "$T/data/old.db.schema-2")" 2
exits "and what was there is there" 0 old org list
says "every organisation" "OLD01"
exits "once more changes nothing" 0 old migrate
is "a second copy is not made" "$(find "$T/data" -name 'old.db.schema*' | wc -l)" 1

mkdir "$T/ob"
older "$T/data/old.db"
old_copy=igtk-20250101T000000Z-1.db
sqlite3 "$T/data/old.db" "PRAGMA journal_mode = DELETE" >/dev/null
cp "$T/data/old.db" "$T/ob/$old_copy"
printf 'count organisations 1\nchain OLD01 0 %064d\n' 0 >"$T/ob/FACTS.$old_copy"
(cd "$T/ob" && sha256sum "$old_copy" "FACTS.$old_copy" >MANIFEST)
exits "a backup of an older schema is restored" 0 \
    igtk restore "$T/ob" --to "$T/new/old.db"
is "and brought up to date" "$(schema "$T/new/old.db")" "$ours"

half=0
for pause in 0 0.002 0.004 0.006 0.008 0.01 0.015 0.02 0.03 0.04; do
	older "$T/data/old.db"
	"$SITE_BUILD/bin/igtk" migrate --db "$T/data/old.db" >/dev/null 2>&1 &
	sleep $pause
	kill -KILL $! 2>/dev/null
	wait $! 2>/dev/null
	case $(schema "$T/data/old.db") in
	2 | "$ours") ;;
	*) half=$((half + 1)) ;;
	esac
	old migrate >"$T/said" 2>&1 || half=$((half + 1))
done
is "an upgrade that is killed is done or not begun, ten times" $half 0

older "$T/data/old.db"
sqlite3 "$T/data/old.db" "CREATE TABLE course (x)" 2>/dev/null
exits "an upgrade that cannot be done fails" 1 old migrate
says "and says where the copy is" "a copy is in"
is "and leaves the schema as it was" "$(schema "$T/data/old.db")" 2

sqlite3 "$T/data/old.db" "INSERT INTO schema_version VALUES (999, 0)"
exits "a newer database is refused" 1 old migrate
says "with what to do" "Install the newer program"
exits "and by init" 1 old init

finish
