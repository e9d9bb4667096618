/* bundle.c - igtk-verify bundle: is this what was published and signed? */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "bundle.h"
#include "canon.h"
#include "jsonw.h"
#include "ring.h"
#include "verify.h"

#define BYTES_MOST (4u << 20) /* more than any bundle of ours can take */

struct bundle {
	const char *file; /* NULL: standard input */
	const char *ring; /* the file of keys */
	bool json;
	struct ring keys;
	char *bytes; /* owned */
	size_t n;
	struct bundle_verdict found;
};

static bool
wrong(struct bundle *b, const char *reason)
{
	snprintf(b->found.reason, sizeof(b->found.reason), "%s", reason);
	return false;
}

static bool
read_file(struct bundle *b)
{
	FILE *f = b->file == NULL ? stdin : fopen(b->file, "re");
	bool fine;

	if (f == NULL)
		return wrong(b, strerror(errno));
	if ((b->bytes = malloc(BYTES_MOST)) == NULL)
		abort();
	b->n = fread(b->bytes, 1, BYTES_MOST, f);
	fine = !ferror(f) || wrong(b, strerror(errno));
	if (f != stdin)
		fclose(f);
	return fine &&
	       (b->n < BYTES_MOST || wrong(b, "larger than a bundle can be"));
}

static bool
check(struct bundle *b, struct canon *whole)
{
	if (!read_file(b) || !bundle_check(b->bytes, b->n, &b->keys, &b->found))
		return false;
	*whole = (struct canon){ b->bytes, b->n - 1 };
	return true;
}

/* ---- what is said ---- */

/* A text of any length, whole; "" where there is none. */
static char *
text_at(struct arena *a, struct canon whole, const char *part, const char *name)
{
	const char *const path[] = { "bundle", part, name, NULL };
	struct canon v;
	char *to;

	if (!canon_find(whole, path, &v))
		return arena_text(a, "");
	to = arena_alloc(a, v.n + 1); /* no longer without its escapes */
	return canon_text(v, to, v.n + 1) ? to : arena_text(a, "");
}

/*
 * The same for a terminal: of what could steer one, a canonical document holds
 * control bytes alone, escaped.
 */
static const char *
shown(struct arena *a, struct canon whole, const char *part, const char *name)
{
	char *text = text_at(a, whole, part, name), *p;

	for (p = text; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20)
			*p = '?';
	return text;
}

static int64_t
edition_of(struct canon whole)
{
	static const char *const path[] = { "bundle", "edition", NULL };
	struct canon v;
	int64_t n = 0;

	if (canon_find(whole, path, &v))
		(void)canon_int(v, &n);
	return n;
}

static void
put(struct arena *a, const struct bundle *b, bool fine, struct canon w,
    struct buf *out)
{
	if (!fine) {
		buf_printf(out, "%s: not valid: %s\n",
		    b->file != NULL ? b->file : "standard input",
		    b->found.reason);
		return;
	}
	buf_printf(out,
	    "valid: %s %s, version %s, edition %" PRId64
	    ", published %.10s: %s; signed by the key %s\n",
	    shown(a, w, "organisation", "code"),
	    shown(a, w, "organisation", "name"), shown(a, w, "set", "version"),
	    edition_of(w), shown(a, w, "published", "at"),
	    shown(a, w, "score", "grade"), b->found.key);
}

static void
put_json(struct arena *a, const struct bundle *b, bool fine, struct canon w,
    struct buf *out)
{
	struct jsonw j = { .out = out };

	jsonw_open(&j, NULL, '{');
	jsonw_bool(&j, "valid", fine);
	if (!fine) {
		jsonw_text(&j, "reason", b->found.reason);
	} else {
		jsonw_text(
		    &j, "organisation", text_at(a, w, "organisation", "code"));
		jsonw_text(&j, "version", text_at(a, w, "set", "version"));
		jsonw_int(&j, "edition", edition_of(w));
		jsonw_text(&j, "published", text_at(a, w, "published", "at"));
		jsonw_text(&j, "grade", text_at(a, w, "score", "grade"));
		jsonw_text(&j, "key", b->found.key);
	}
	jsonw_close(&j, '}');
	buf_putc(out, '\n');
}

static int
tell(const struct bundle *b, bool fine, struct canon whole)
{
	struct arena *a = arena_open();
	struct buf out = { 0 };

	if (b->json)
		put_json(a, b, fine, whole, &out);
	else
		put(a, b, fine, whole, &out);
	if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0) {
		fprintf(stderr, "igtk-verify: standard output: %s\n",
		    strerror(errno));
		fine = false;
	}
	buf_clear(&out);
	arena_close(a);
	return fine ? EXIT_FINE : EXIT_BAD;
}

/* ---- the command line ---- */

static int
parse(struct bundle *b, char **argv)
{
	bool named = false;
	const char *word;

	for (; (word = *argv) != NULL; argv++) {
		if (strcmp(word, "--json") == 0) {
			b->json = true;
		} else if (strncmp(word, "--key=", 6) == 0) {
			b->ring = word + 6;
		} else if (strcmp(word, "--key") == 0) {
			if ((b->ring = *++argv) == NULL)
				return verify_usage("needs a value: ", word);
		} else if (word[0] == '-' && word[1] != '\0') {
			return verify_usage("no such option: ", word);
		} else if (named) {
			return verify_usage("too many words: ", word);
		} else {
			named = true;
			b->file = strcmp(word, "-") != 0 ? word : NULL;
		}
	}
	if (!named)
		return verify_usage("missing: ", "FILE");
	return b->ring != NULL ? 0 : verify_usage("missing: ", "--key");
}

static int
read_ring(struct bundle *b)
{
	long line = ring_read(&b->keys, b->ring);

	if (line < 0)
		fprintf(
		    stderr, "igtk-verify: %s: %s\n", b->ring, strerror(errno));
	if (line > 0)
		fprintf(stderr,
		    "igtk-verify: %s:%ld: must be a line of igtk key export\n",
		    b->ring, line);
	return line == 0 ? 0 : EXIT_BAD;
}

int
verify_bundle(char **argv)
{
	static struct bundle b; /* its ring is large */
	struct canon whole = { "", 0 };
	int code;

	if ((code = parse(&b, argv)) != 0 || (code = read_ring(&b)) != 0)
		return code;
	code = tell(&b, check(&b, &whole), whole);
	free(b.bytes);
	return code;
}
