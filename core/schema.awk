# schema.awk - core/schema/NNNN-*.sql -> the migrations as C strings.  The words
# STRICT and WITHOUT ROWID are added here: they are SQLite's own.

function close_one() {
	if (number != "")
		print "\t    },"
}

FNR == 1 {
	close_one()
	file = FILENAME
	sub(/.*\//, "", file)
	if (file !~ /^[0-9][0-9][0-9][0-9]-[a-z0-9-]+(\.sqlite)?\.sql$/) {
		printf "%s: not named NNNN-what.sql\n", file > "/dev/stderr"
		failed = 1
		exit 1
	}
	number = substr(file, 1, 4) + 0
	if (number != last + 1) {
		printf "%s: number %d expected\n", file, last + 1 > "/dev/stderr"
		failed = 1
		exit 1
	}
	last = number
	if (number == 1)
		print "/* schema.c - made from the .sql files by core/schema.awk. */\n#include \"db_priv.h\"\n\nconst struct schema_step schema_steps[] = {"
	print "\t{ " number ", \"" file "\","
}
{
	line = $0
	sub(/[ \t]*--.*$/, "", line)
	if (line ~ /^CREATE TABLE/)
		own_id = 0
	if (line ~ /[a-z] INTEGER PRIMARY KEY/)
		own_id = 1
	# A table without an id of its own lies in the order of its key.
	sub(/^\);$/, own_id ? ") STRICT;" : ") STRICT, WITHOUT ROWID;", line)
	if (line ~ /^[ \t]*$/)
		next
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	print "\t    \"" line "\\n\""
}
FNR == 1 { number = number }
END {
	if (failed)
		exit 1
	close_one()
	print "};\nconst size_t schema_steps_n = sizeof(schema_steps) / sizeof(schema_steps[0]);"
}
