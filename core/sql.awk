# sql.awk - core/*.sql -> an enum, a parameter struct for each statement, and
# the texts with ?N in place of :name.  -v out=h or -v out=c chooses the file.
#
#   -- :name (param kind, param kind ...)
#   SELECT ... WHERE id = :param;
#
# kinds: int ref text day blob.  ref binds 0 as NULL; text NULL and DAY_NONE too.

function fail(message) {
	printf "%s:%d: %s\n", FILENAME, FNR, message > "/dev/stderr"
	failed = 1
	exit 1
}

function begin(line,    head, list, parts, n, i, pair) {
	if (name != "")
		finish()
	if (!match(line, /:[a-z][a-z0-9_]*/))
		fail("a statement needs a name")
	name = substr(line, RSTART + 1, RLENGTH - 1)
	if (name in seen)
		fail("the statement " name " stands here twice")
	seen[name] = 1
	names[++count] = name
	np = 0
	delete place
	delete used
	if (!match(line, /\([^)]*\)/))
		fail(name " needs its parameters in ()")
	list = substr(line, RSTART + 1, RLENGTH - 2)
	if (list ~ /^ *$/)
		return
	n = split(list, parts, /, */)
	for (i = 1; i <= n; i++) {
		split(parts[i], pair, / +/)
		if (pair[2] !~ /^(int|ref|text|day|blob)$/)
			fail(name ": no such kind of parameter: " pair[2])
		np++
		pname[count, np] = pair[1]
		pkind[count, np] = pair[2]
		place[pair[1]] = np
	}
}

function finish(    i) {
	sub(/[; \n\t]+$/, "", text)
	if (text == "")
		fail(name " has no text")
	for (i = 1; i <= np; i++)
		if (!(pname[count, i] in used))
			fail(name ": parameter " pname[count, i] " is not used")
	nparams[count] = np
	sql[count] = text
	text = ""
	name = ""
}

# Put ?N for each :param.
function bind(line,    done, word) {
	done = ""
	while (match(line, /:[a-z][a-z0-9_]*/)) {
		word = substr(line, RSTART + 1, RLENGTH - 1)
		if (!(word in place))
			fail(name ": no parameter called " word)
		used[word] = 1
		done = done substr(line, 1, RSTART - 1) "?" place[word]
		line = substr(line, RSTART + RLENGTH)
	}
	return done line
}

FNR == 1 && name != "" { finish() }
/^-- :/ { begin($0); next }
/^[ \t]*--/ { next }
/^[ \t]*$/ { next }
name == "" { fail("SQL outside a named statement") }
{
	line = bind($0)
	sub(/^[ \t]+/, "", line)
	text = text (text == "" ? "" : " ") line
}

function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}

END {
	if (failed)
		exit 1
	if (name != "")
		finish()
	ctype["int"] = ctype["ref"] = "int64_t "
	ctype["text"] = "const char *"
	ctype["day"] = "day "
	ctype["blob"] = "struct bytes "
	if (out == "h") {
		print "/* sql.h - made from the .sql files by core/sql.awk. */"
		print "#ifndef SQL_H\n#define SQL_H\n#include \"db.h\"\n"
		print "enum sql {"
		for (i = 1; i <= count; i++)
			print "\tSQL_" names[i] ","
		print "\tSQL_COUNT\n};\n"
		for (i = 1; i <= count; i++) {
			if (nparams[i] == 0)
				continue
			print "struct sql_" names[i] " {"
			for (j = 1; j <= nparams[i]; j++)
				print "\t" ctype[pkind[i, j]] pname[i, j] ";"
			print "};"
		}
		print "\n#define SQL(name, ...) ((struct sql_call){ SQL_##name, &(const struct sql_##name){ __VA_ARGS__ } })"
		print "#define SQL0(name) ((struct sql_call){ SQL_##name, NULL })\n#endif"
		exit 0
	}
	print "/* sql.c - made from the .sql files by core/sql.awk. */"
	print "#include <stddef.h>\n#include \"db_priv.h\"\n#include \"sql.h\"\n"
	for (i = 1; i <= count; i++) {
		if (nparams[i] == 0)
			continue
		print "static const struct sql_param params_" names[i] "[] = {"
		for (j = 1; j <= nparams[i]; j++)
			print "\t{ offsetof(struct sql_" names[i] ", " pname[i, j] "), SQL_KIND_" toupper(pkind[i, j]) " },"
		print "};"
	}
	print "\nconst struct sql_text sql_texts[SQL_COUNT] = {"
	for (i = 1; i <= count; i++)
		print "\t[SQL_" names[i] "] = { \"" names[i] "\", " quote(sql[i]) ", " (nparams[i] ? "params_" names[i] : "NULL") ", " nparams[i] " },"
	print "};\nconst size_t sql_texts_n = SQL_COUNT;"
}
