/* main.c - igtk-verify: is an audit export, or a bundle, what was written? */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "buf.h"
#include "heads.h"
#include "jsonw.h"
#include "verify.h"

#define LINE_MOST (4u << 20) /* more than any entry of ours can take */

/* The first thing that is wrong. */
struct finding {
	int64_t line; /* 0: no line in particular */
	bool named;   /* it is about the entry seq of org */
	char org[ENTRY_CODE_SIZE];
	int64_t seq;
	struct fault fault;
};

struct verify {
	const char *file; /* NULL: standard input */
	bool json, print_heads;
	struct heads heads;
	struct chains chains;
	struct finding found;
};

static void
say_usage(FILE *to)
{
	fputs("usage: igtk-verify audit [--json] [--print-heads] "
	      "[--head CODE:SEQ:HASH]...\n"
	      "           [--heads FILE]... [FILE|-]\n"
	      "       igtk-verify bundle [--json] --key PUB FILE|-\n",
	    to);
}

int
verify_usage(const char *what, const char *word)
{
	fprintf(stderr, "igtk-verify: %s%s\n", what, word);
	say_usage(stderr);
	return EXIT_USAGE;
}

/* ---- what is found ---- */

static bool
wrong(struct finding *f, const char *reason)
{
	snprintf(f->fault.reason, sizeof(f->fault.reason), "%s", reason);
	return false;
}

static void
name(struct finding *f, const char *org, int64_t seq)
{
	f->named = true;
	snprintf(f->org, sizeof(f->org), "%s", org);
	f->seq = seq;
}

static bool
check_line(struct verify *v, char *line, size_t n)
{
	struct finding *f = &v->found;
	struct entry e;
	size_t at;
	bool form = entry_read(line, n, &e, &at);

	if (e.row.org != NULL)
		name(f, e.row.org, e.row.seq);
	if (!form) {
		snprintf(f->fault.reason, sizeof(f->fault.reason),
		    "not of the form of an entry, from byte %zu on", at + 1);
		return false;
	}
	if (!chains_take(&v->chains, &e, &f->fault))
		return false;
	if (!heads_match(&v->heads, &e))
		return wrong(f, "it is not the entry that was noted");
	f->named = false;
	return true;
}

/* The bytes of the next line; LINE_MOST: it is longer than that. */
static size_t
next_line(FILE *f, char *line, bool *ended)
{
	size_t n = 0;
	int c;

	while ((c = getc_unlocked(f)) != EOF && c != '\n' && n < LINE_MOST)
		line[n++] = (char)c;
	*ended = c == '\n';
	return n;
}

static bool
check_lines(struct verify *v, FILE *f, char *line)
{
	bool ended;
	size_t n;

	while ((n = next_line(f, line, &ended)) > 0 || ended) {
		if (ferror(f))
			break;
		v->found.line++;
		if (n == LINE_MOST)
			return wrong(&v->found, "longer than an entry can be");
		if (!ended)
			return wrong(
			    &v->found, "cut off: the line does not end");
		if (!check_line(v, line, n))
			return false;
	}
	if (v->found.line == 0 && !ferror(f))
		return wrong(&v->found, "there is no entry in it");
	v->found.line = 0;
	return !ferror(f) || wrong(&v->found, strerror(errno));
}

static bool
check(struct verify *v)
{
	FILE *f = v->file == NULL ? stdin : fopen(v->file, "re");
	const struct head *missing;
	char *line;
	bool fine;

	if (f == NULL)
		return wrong(&v->found, strerror(errno));
	if ((line = malloc(LINE_MOST)) == NULL)
		abort();
	fine = check_lines(v, f, line);
	free(line);
	if (f != stdin)
		fclose(f);
	if (!fine || (missing = heads_missing(&v->heads)) == NULL)
		return fine;
	name(&v->found, missing->org, missing->seq);
	return wrong(&v->found, "it was noted, and is missing");
}

/* ---- what is said ---- */

static void
put_verdict(const struct verify *v, bool fine, struct buf *out)
{
	const struct finding *f = &v->found;

	if (fine) {
		buf_printf(out, "%" PRId64 " rows in %zu chains: unaltered\n",
		    v->chains.rows, v->chains.n);
		return;
	}
	if (f->line > 0)
		buf_printf(out, "line %" PRId64 ": ", f->line);
	else if (!f->named)
		buf_printf(
		    out, "%s: ", v->file != NULL ? v->file : "standard input");
	if (f->named && f->org[0] == '\0')
		buf_puts(out, "the installation");
	else if (f->named)
		buf_printf(out, "organisation %s", f->org);
	if (f->named)
		buf_printf(out, ", entry %" PRId64 ": ", f->seq);
	buf_printf(out, "%s\n", f->fault.reason);
}

static void
put_heads(const struct chains *s, struct buf *out)
{
	char hex[2 * CHAIN_HASH + 1];
	size_t i;

	for (i = 0; i < s->n; i++) {
		sodium_bin2hex(hex, sizeof(hex), s->v[i].hash, CHAIN_HASH);
		buf_printf(
		    out, "%s:%" PRId64 ":%s\n", s->v[i].org, s->v[i].seq, hex);
	}
}

static void
heads_json(const struct chains *s, struct jsonw *w)
{
	size_t i;

	jsonw_open(w, "heads", '[');
	for (i = 0; i < s->n; i++) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "org", s->v[i].org);
		jsonw_int(w, "seq", s->v[i].seq);
		jsonw_hex(w, "hash", s->v[i].hash, CHAIN_HASH);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
put_json(const struct verify *v, bool fine, struct buf *out)
{
	const struct finding *f = &v->found;
	struct jsonw w = { .out = out };

	jsonw_open(&w, NULL, '{');
	jsonw_bool(&w, "unaltered", fine);
	jsonw_int(&w, "rows", v->chains.rows);
	jsonw_int(&w, "chains", (int64_t)v->chains.n);
	if (!fine) {
		jsonw_int(&w, "line", f->line);
		jsonw_text(&w, "org", f->named ? f->org : NULL);
		jsonw_int(&w, "seq", f->seq);
		jsonw_text(&w, "reason", f->fault.reason);
	} else if (v->print_heads) {
		heads_json(&v->chains, &w);
	}
	jsonw_close(&w, '}');
	buf_putc(out, '\n');
}

static int
tell(const struct verify *v, bool fine)
{
	bool heads = v->print_heads && !v->json;
	struct buf out = { 0 }, verdict = { 0 };

	put_verdict(v, fine, &verdict);
	if (v->json)
		put_json(v, fine, &out);
	else if (!heads)
		buf_add(&out, verdict.p, verdict.n);
	else if (fine)
		put_heads(&v->chains, &out);
	if (heads) /* so that what is kept holds nothing but heads */
		fputs(buf_text(&verdict), stderr);
	if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0) {
		fprintf(stderr, "igtk-verify: standard output: %s\n",
		    strerror(errno));
		fine = false;
	}
	buf_clear(&out);
	buf_clear(&verdict);
	return fine ? EXIT_FINE : EXIT_BAD;
}

/* ---- the command line ---- */

static int
read_heads(struct verify *v, const char *file)
{
	FILE *f = fopen(file, "re");
	long line = f != NULL ? heads_read(&v->heads, f) : -1;

	if (line < 0)
		fprintf(stderr, "igtk-verify: %s: %s\n", file, strerror(errno));
	if (line > 0)
		fprintf(stderr,
		    "igtk-verify: %s:%ld: must be CODE:SEQ:HASH, in at most "
		    "%d lines\n",
		    file, line, HEADS_MAX);
	if (f != NULL)
		fclose(f);
	return line == 0 ? 0 : EXIT_BAD;
}

/* A word that is no option of its own: one with a value, or the file. */
static int
take(struct verify *v, const char *option, const char *s)
{
	if (strcmp(option, "--head") == 0)
		return heads_add(&v->heads, s)
			   ? 0
			   : verify_usage("must be CODE:SEQ:HASH: ", s);
	if (strcmp(option, "--heads") == 0)
		return read_heads(v, s);
	return verify_usage("no such option: ", option);
}

static int
parse(struct verify *v, char **argv)
{
	char *word, *equals;
	bool named = false;
	int code = 0;

	for (; (word = *argv) != NULL && code == 0; argv++) {
		equals = strchr(word, '=');
		if (strcmp(word, "--json") == 0) {
			v->json = true;
		} else if (strcmp(word, "--print-heads") == 0) {
			v->print_heads = true;
		} else if (word[0] == '-' && word[1] != '\0') {
			if (equals != NULL)
				*equals = '\0';
			else if (*++argv == NULL)
				return verify_usage("needs a value: ", word);
			code = take(v, word, equals ? equals + 1 : *argv);
		} else if (named) {
			return verify_usage("too many words: ", word);
		} else {
			named = true;
			v->file = strcmp(word, "-") != 0 ? word : NULL;
		}
	}
	return code;
}

int
main(int argc, char **argv)
{
	struct verify v = { 0 };
	int code;

	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("igtk-verify %s\n", IGTK_VERSION) < 0;
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		say_usage(stdout);
		return 0;
	}
	if (argc > 1 && strcmp(argv[1], "bundle") == 0)
		return sodium_init() < 0 ? EXIT_BAD : verify_bundle(argv + 2);
	if (argc < 2 || strcmp(argv[1], "audit") != 0)
		return verify_usage(
		    "no such command: ", argc < 2 ? "" : argv[1]);
	if (sodium_init() < 0)
		return EXIT_BAD;
	chains_open(&v.chains);
	if ((code = parse(&v, argv + 2)) == 0)
		code = tell(&v, check(&v));
	heads_clear(&v.heads);
	chains_close(&v.chains);
	return code;
}
