#!/bin/sh
# verify_test.sh - igtk verify finds whatever is altered behind the program's
# back, names it, and finds nothing where nobody did.
#
#   BUILD=dir sh tests/web/verify_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

verify() { # WORD...
	"$SITE_BUILD/bin/igtk" verify "$@" >"$T/said" 2>"$T/log" </dev/null
	code=$?
}
says() { # NAME CODE TEXT: how it ended, and a line of it
	if [ "$code" = "$2" ] && grep -qF -- "$3" "$T/said"; then ok "$1"; else
		not_ok "$1" "exit $code: $(cat "$T/said" "$T/log")"
	fi
}
# A copy of the records for somebody to change: one file, and its evidence.
fresh() {
	rm -rf "$T/copy"
	mkdir "$T/copy"
	sqlite3 "$DB" ".backup $T/copy/igtk.db"
	sqlite3 "$T/copy/igtk.db" "PRAGMA journal_mode = DELETE" >/dev/null
	cp -R "$T/data/evidence" "$T/copy/evidence"
	chmod 600 "$T/copy/igtk.db"
	C=$T/copy/igtk.db
}
# What somebody does who may write the file: no trigger stops them, nor the
# checks of the tables.
alter() { # SQL
	sqlite3 "$C" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master
	    WHERE type = 'trigger'" >"$T/drop.sql"
	{
		cat "$T/drop.sql"
		echo "$1;"
	} | sqlite3 "$C" || not_ok "altering: $1" "sqlite3 failed"
}
# In a copy, SQL is done, and what is said then begins so and holds a text.
found() { # NAME THING TEXT SQL
	fresh
	alter "$4"
	verify --db "$C"
	if [ $code = 1 ] && grep "^FAULT  $2 " "$T/said" | grep -qF -- "$3"; then
		ok "found: $1"
	else
		not_ok "found: $1" "exit $code: $(cat "$T/said" "$T/log")"
	fi
}
# The same, and nothing else is wrong: what is right goes on being said.
alone() { # NAME THING TEXT SQL
	found "$@"
	is "... and nothing else" "$(grep -c '^FAULT' "$T/said")" 1
}

start_site -d
mkdir "$T/data/evidence"
echo "minutes" >"$T/minutes"
minutes=$T/data/evidence/$(sha256sum "$T/minutes" | cut -d ' ' -f 1)
cp "$T/minutes" "$minutes"
igtk key new >/dev/null 2>&1
igtk bundle export --org 8XX01 --version 13 >"$T/bundle" 2>/dev/null
is "a publication is signed" $? 0
echo demo-grace-2026 >"$T/password"

# ---- nobody altered anything ----

verify --db "$DB"
says "what nobody altered passes" 0 "$DB: pass"
is "each thing is a line with its count" \
    "$(sed -n 's/^ok  *\([a-z]*\) .*/\1/p' "$T/said" | tr '\n' ' ')" \
    "database audit answers figures published evidence "
chains=$(sqlite3 "$DB" "SELECT count(*) FROM audit_head")
for line in "rows in $chains chains, none broken" "answers as the audit trail" \
    "training figures as they count" "publications, editions and stages" \
    "1 files as their names say"; do
	says "... $line" 0 "$line"
done
is "no count is 0" "$(grep -cE ' 0 [a-z]' "$T/said")" 0
verify --db "$DB" --json
is "as JSON: a list of what was looked at" "$(perl -MJSON::PP -0777 -ne '
	print join " ", map { "$_->{check}:$_->{result}:" . ($_->{count} > 0) }
	    @{ decode_json($_) }' "$T/said")" \
    "database:ok:1 audit:ok:1 answers:ok:1 figures:ok:1 published:ok:1 evidence:ok:1"

# Read, and nothing else; also where nothing may be written.
fresh
sum=$(cd "$T/copy" && find . -type f -exec sha256sum {} + | sort)
verify --db "$C"
says "a copy passes" 0 "$C: pass"
is "nothing was written" \
    "$(cd "$T/copy" && find . -type f -exec sha256sum {} + | sort)" "$sum"

busy() {
	n=0
	while [ ! -e "$T/enough" ]; do
		n=$((n + 1))
		igtk assessment reopen --org 8XX01 --version 14.1 --as grace \
		    --requirement 114 --reason "Round $n" >/dev/null 2>&1
		igtk assessment complete --org 8XX01 --version 14.1 \
		    --as grace --requirement 114 >/dev/null 2>&1
		echo "$n" >"$T/rounds"
	done
}
busy &
writer=$!
bad=0
for _ in 1 2 3 4 5 6 7 8; do
	verify --db "$DB"
	[ $code = 0 ] || bad=$code
done
touch "$T/enough"
wait $writer
is "it passes while people write" "$bad" 0
is "... which they did" "$([ "$(cat "$T/rounds")" -gt 1 ] && echo yes)" yes
igtk assessment supersede --org 8XX01 --version 13 --as grace 114=1 \
    --reason "A letter was out of date" --password-file "$T/password" \
    -c "$T/igtk.ini" >"$T/said" 2>&1
is "a correction is published" $? 0
verify --db "$DB"
says "it passes after a correction" 0 "$DB: pass"

# ---- the audit trail ----

row="org_id = (SELECT id FROM org WHERE code = 'RX901') AND seq = 7"
alone "a byte of an audit row" audit "chain of RX901 is broken at row 7" \
    "UPDATE audit SET actor = 'x' || substr(actor, 2) WHERE $row"
found "an audit row taken out" audit "chain of RX901 is broken at row 7" \
    "DELETE FROM audit WHERE $row"
says "... and what to do is said" 1 "keep it as it is"
is "... what was not altered is said as well" \
    "$(grep -c '^ok     figures' "$T/said")" 1

# By its bytes in the file, where no engine looks on.
fresh
detail=$(sqlite3 "$C" "SELECT detail FROM audit WHERE $row")
is "a row of the trail is in the file once" \
    "$(grep -acF -e "$detail" "$C")" 1
DETAIL=$detail perl -0777 -pi -e 's/(\Q$ENV{DETAIL}\E)/$1 =~ s,"([a-z]),"\U$1,r/e' "$C"
verify --db "$C"
says "found: a byte of the file in that row" 1 \
    "the audit chain of RX901 is broken at row 7"

# ---- answers ----

year="assessment_id IN (SELECT a.id FROM assessment a JOIN org o ON o.id = a.org_id
    WHERE o.code = 'RX901' AND a.version = '14.1')"
answer="(SELECT max(n.id) FROM answer n JOIN answer_criterion c
    ON c.answer_id = n.id WHERE $year)"
alone "a level" answers "RX901 14.1: requirement" \
    "UPDATE answer SET level = 3 - level WHERE id = (SELECT id FROM answer
	WHERE $year AND level <> 0 LIMIT 1)"
says "... what of it" 1 "tells it: its level"
alone "a state" answers "tells it: its state" \
    "UPDATE answer SET state = 3 WHERE id = (SELECT id FROM answer WHERE $year
	AND state = 2 LIMIT 1)"
alone "a tick" answers "tells it: its ticks" \
    "UPDATE answer_criterion SET met = 1 - met WHERE answer_id = $answer"
alone "a comment" answers "tells it: its comments" \
    "UPDATE answer_criterion SET comment = comment || '.' WHERE answer_id = $answer"
alone "a piece of evidence" answers "tells it: its evidence" \
    "UPDATE evidence SET title = title || '.' WHERE id =
	(SELECT max(id) FROM evidence WHERE $year)"
found "an answer taken out" answers "tells it: it is missing" \
    "DELETE FROM answer WHERE id = (SELECT id FROM answer WHERE $year
	AND level = 0 AND evidence = 0 AND id NOT IN (SELECT answer_id FROM answer_criterion)
	AND id NOT IN (SELECT answer_id FROM evidence) LIMIT 1)"

# ---- figures ----

alone "a summary figure" figures "RX901: course IG-ANNUAL: the summary says" \
    "UPDATE training_now SET completed = completed + 1"
alone "who is behind a figure that was kept" figures "the people behind it" \
    "UPDATE training_frozen_staff SET standing = 1 - standing WHERE
	staff_id = (SELECT max(staff_id) FROM training_frozen_staff WHERE standing < 2)"

# ---- what was published ----

pub="(SELECT p.id FROM publication p LIMIT 1)"
first="(SELECT id FROM edition WHERE stage = 3 AND number = 1)"
alone "an answer in a publication" published \
    "8XX01 13: requirement 115: the level that was published" \
    "UPDATE publication_level SET level = 3 - level
	WHERE publication_id = $pub AND number = '115'"
alone "the statement that was accepted" published \
    "8XX01 13: the statement is not the one" \
    "UPDATE publication SET statement = replace(statement, 'a', 'b')"
alone "a grade" published "8XX01 13: " \
    "UPDATE publication SET grade = (grade + 1) % 3"
alone "a level told to the public" published "8XX01 13: " \
    "UPDATE edition_level SET level = 3 - level
	WHERE edition_id = $first AND number = '115'"
alone "the same in a correction" published \
    "edition 2: its levels are not as they were published" \
    "UPDATE edition_level SET level = 3 - level WHERE number = '116' AND
	edition_id = (SELECT id FROM edition WHERE stage = 3 AND number = 2)"
alone "a byte of what was said" published \
    "edition 1: what it says is not what was published" \
    "UPDATE edition SET body = replace(body, 'Northgate', 'Southgate')
	WHERE id = $first"
alone "a score told to the public" published \
    "edition 1: its score is not as it was published" \
    "UPDATE edition SET points = points + 1 WHERE id = $first"
alone "the reason of a correction" published \
    "edition 2: what it supersedes is not as it was" \
    "UPDATE edition SET reason = reason || '.' WHERE number = 2"
found "evidence behind a publication" published \
    "edition 1: the evidence is not what it was published on" \
    "UPDATE evidence SET reference = reference || '.' WHERE assessment_id =
	(SELECT assessment_id FROM publication)"
alone "a signature" published "edition 1: its signature with" \
    "UPDATE edition_signature SET signature = zeroblob(64)"
alone "a publication taken out" published "is missing" \
    "DELETE FROM edition_signature; DELETE FROM edition_level WHERE edition_id =
	(SELECT id FROM edition WHERE number = 2);
	DELETE FROM edition WHERE number = 2"

# Whoever writes a text and its hash anew has no key to sign it with.
fresh
text=$(sqlite3 "$C" "SELECT replace(body, '\"role\":\"', '\"role\":\"x')
    FROM edition WHERE id = $first")
hash=$(printf %s "$text" | sha256sum | cut -d ' ' -f 1)
alter "UPDATE edition SET role = 'x' || role,
    body = replace(body, '\"role\":\"', '\"role\":\"x'), digest = x'$hash'
    WHERE id = $first"
verify --db "$C"
says "found: a publication written anew with its hash" 1 \
    "edition 1: its signature with"
says "... it is not what was signed" 1 "is not of what was published"

stage="stage_id = (SELECT id FROM stage LIMIT 1)"
alone "an answer in a stage" published \
    "RX901 14.1: the baseline, requirement 101: " \
    "UPDATE stage_answer SET level = 3 - level WHERE $stage AND number = '101'"
alone "its state there" published \
    "the baseline, requirement 101: it is not as the audit trail tells it" \
    "UPDATE stage_answer SET state = (state + 1) % 5 WHERE $stage
	AND number = '101'"
alone "a stage taken out" published "a stage that the audit trail tells of" \
    "DELETE FROM stage_answer; DELETE FROM stage"

# ---- evidence ----

fresh
kept=$T/copy/evidence/${minutes##*/}
printf M | dd of="$kept" conv=notrunc 2>/dev/null
verify --db "$C"
says "found: a byte of an evidence file" 1 \
    "FAULT  evidence     $kept: it is not what was stored: its hash is another"
is "... and nothing else" "$(grep -c '^FAULT' "$T/said")" 1
fresh
echo letter >"$T/copy/evidence/letter.txt"
verify --db "$C"
says "a file that no hash names is told, and no fault" 0 "look   evidence"

# ---- the file itself ----

fresh
page=$(sqlite3 "$C" "SELECT rootpage FROM sqlite_master WHERE name = 'audit_object'")
size=$(sqlite3 "$C" "PRAGMA page_size")
head -c 64 /dev/zero | dd of="$C" bs=1 seek=$(((page - 1) * size + 12)) \
    conv=notrunc 2>/dev/null
verify --db "$C"
says "found: a damaged page" 1 "FAULT  database"
grep -q 'db.damaged' "$T/log"
is "... where is in the log" $? 0
is "... and the rest is not read" "$(grep -c ' audit ' "$T/said")" 0
fresh
alter "DELETE FROM pack_duty; DELETE FROM staff_group"
verify --db "$C"
says "found: a reference to nobody" 1 "FAULT  database"

# ---- backups ----

igtk backup "$T/b" >/dev/null 2>&1
verify "$T/b" --db "$DB"
says "a backup passes" 0 "$T/b: pass."
"$SITE_BUILD/bin/igtk" restore "$T/b" --verify-only --db "$DB" >"$T/restored"
is "... as igtk restore --verify-only says it" \
    "$(diff "$T/said" "$T/restored")" ""
printf M | dd of="$T/b/evidence/${minutes##*/}" conv=notrunc 2>/dev/null
verify "$T/b" --db "$DB"
is "a backup that was altered does not" "$code" 1
grep -q 'its hash is another' "$T/log"
is "... and why is said" $? 0

# ---- how it ends ----

verify --db "$T/none.db"
is "no database" "$code" 1
grep -q 'igtk init' "$T/log"
is "... with what to do" $? 0
verify "$T/b" "$T/b" --db "$DB"
is "two folders are wrong usage" "$code" 2
verify --db "$DB" --no-such-option
is "so is an option that there is not" "$code" 2
finish
