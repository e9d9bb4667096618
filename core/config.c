/* config.c - one table of options: it reads, checks, defaults and prints. */
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config_priv.h"
#include "remind.h"
#include "source.h"
#include "text.h"

enum kind { KIND_TEXT, KIND_BOOL, KIND_INT };

struct option {
	const char *section, *key;
	enum kind kind;
	size_t offset; /* in struct config */
	const char *fallback;
	int64_t least, most; /* of a number, or of a text's bytes */
	/* A rule of its own for a text: what is wrong with it, or NULL. */
	const char *(*wrong)(const char *);
};

#define AT(member) offsetof(struct config, member)

static const struct option options[] = {
	{ "database", "path", KIND_TEXT, AT(database.path),
	    "/var/lib/igtk/igtk.db", 1, 180, wrong_file },
	{ "web", "base_path", KIND_TEXT, AT(web.base_path), "", 0, 100,
	    wrong_base },
	{ "web", "public_url", KIND_TEXT, AT(web.public_url), "", 0, 150,
	    wrong_url },
	{ "web", "assets_path", KIND_TEXT, AT(web.assets_path), "/assets/", 1,
	    100, wrong_assets },
	{ "web", "timezone", KIND_TEXT, AT(web.timezone), "Europe/London", 1,
	    60, wrong_zone },
	{ "web", "secure", KIND_BOOL, AT(web.secure), "yes", 0, 0, NULL },
	{ "web", "body_kib", KIND_INT, AT(web.body_kib), "1024", 16, 65536,
	    NULL },
	{ "web", "deadline_s", KIND_INT, AT(web.deadline_s), "30", 10, 600,
	    NULL },
	{ "web", "metrics_from", KIND_TEXT, AT(web.metrics_from), "", 0, 180,
	    source_wrong },
	{ "process", "workers", KIND_INT, AT(process.workers), "0", 0, 256,
	    NULL },
	{ "sign_in", "socket", KIND_TEXT, AT(sign_in.socket),
	    "/run/igtk/authd.sock", 1, 107, wrong_file },
	{ "sign_in", "code", KIND_BOOL, AT(sign_in.code), "no", 0, 0, NULL },
	{ "session", "idle_s", KIND_INT, AT(session.idle_s), "900", 120, 86400,
	    NULL },
	{ "session", "whole_s", KIND_INT, AT(session.whole_s), "43200", 120,
	    604800, NULL },
	{ "throttle", "per_account", KIND_INT, AT(throttle.per_account), "5", 1,
	    100, NULL },
	{ "throttle", "per_source", KIND_INT, AT(throttle.per_source), "40", 1,
	    10000, NULL },
	{ "throttle", "wait_s", KIND_INT, AT(throttle.wait_s), "30", 1, 3600,
	    NULL },
	{ "api", "per_minute", KIND_INT, AT(api.per_minute), "300", 1, 100000,
	    NULL },
	{ "branding", "name", KIND_TEXT, AT(branding.name), "", 0, 100,
	    wrong_name },
	{ "branding", "nhs", KIND_BOOL, AT(branding.nhs), "no", 0, 0, NULL },
	{ "publication", "keys", KIND_TEXT, AT(publication.keys), "", 0, 180,
	    wrong_file_if_any },
	{ "mail", "sendmail", KIND_TEXT, AT(mail.sendmail),
	    "/usr/sbin/sendmail", 1, 180, wrong_file },
	{ "mail", "from", KIND_TEXT, AT(mail.from), "", 0, 180,
	    remind_address_wrong },
	{ "mail", "wait_s", KIND_INT, AT(mail.wait_s), "60", 1, 600, NULL },
	{ "watch", "backup", KIND_TEXT, AT(watch.backup), "", 0, 180,
	    wrong_file_if_any },
	{ "watch", "certificate", KIND_TEXT, AT(watch.certificate), "", 0, 180,
	    wrong_file_if_any },
};

#define OPTIONS (sizeof(options) / sizeof(options[0]))

static void *
place(struct config *c, const struct option *o)
{
	return (char *)c + o->offset;
}

static const char *
set_text(char **to, const struct option *o, const char *v)
{
	int64_t n = (int64_t)strlen(v);
	const char *wrong;

	if (n < o->least)
		return "must not be empty";
	if (n > o->most)
		return "is too long";
	if ((wrong = o->wrong(v)) != NULL)
		return wrong;
	free(*to);
	if ((*to = strdup(v)) == NULL)
		abort();
	return NULL;
}

static const char *
set_bool(bool *to, const char *v)
{
	*to = strcmp(v, "yes") == 0;
	return *to || strcmp(v, "no") == 0 ? NULL : "must be yes or no";
}

static const char *
set_int(int64_t *to, const struct option *o, const char *v)
{
	/* 18 digits always fit. */
	if (v[0] == '\0' || strlen(v) > 18 ||
	    v[strspn(v, "0123456789")] != '\0')
		return "must be a whole number";
	*to = strtoll(v, NULL, 10);
	if (*to < o->least || *to > o->most)
		return "is out of range";
	return NULL;
}

/* What is wrong with the value, or NULL. */
static const char *
set(struct config *c, const struct option *o, const char *v)
{
	switch (o->kind) {
	case KIND_TEXT:
		return set_text(place(c, o), o, v);
	case KIND_BOOL:
		return set_bool(place(c, o), v);
	case KIND_INT:
		return set_int(place(c, o), o, v);
	}
	abort();
}

/* A file that is being read. */
struct source {
	struct config *c;
	struct buf *faults;
	const char *name;
	FILE *f;
	char *line; /* owned */
	size_t size;
	int number; /* of the line, 1 first */
	bool faulty;
	bool given[OPTIONS];
};

static void
fault(struct source *s, int number, const char *message)
{
	s->faulty = true;
	buf_printf(s->faults, "%s:%d: %s\n", s->name, number, message);
}

/* inih asks here for its lines, so that their numbers are known. */
static char *
next_line(char *to, int room, void *arg)
{
	struct source *s = arg;
	ssize_t n = getline(&s->line, &s->size, s->f);

	if (n < 0)
		return NULL;
	s->number++;
	if (n >= room)
		fault(s, s->number, "the line is too long");
	else if (memchr(s->line, '\0', (size_t)n) != NULL)
		fault(s, s->number, "the line holds a NUL");
	else
		return memcpy(to, s->line, (size_t)n + 1);
	to[0] = '\0';
	return to;
}

static const struct option *
find(const char *section, const char *key)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		if (strcmp(options[i].section, section) == 0 &&
		    strcmp(options[i].key, key) == 0)
			return &options[i];
	return NULL;
}

/* Called by inih for each "key = value". */
static int
take(void *arg, const char *section, const char *key, const char *value)
{
	struct source *s = arg;
	const struct option *o = find(section, key);
	const char *wrong;
	char message[512];

	if (o == NULL) {
		snprintf(message, sizeof(message), "unknown key %s in [%s]",
		    key, section);
		fault(s, s->number, message);
		return 1;
	}
	wrong = s->given[o - options] ? "is given twice" : set(s->c, o, value);
	s->given[o - options] = true;
	if (wrong == NULL)
		return 1;
	if (o->kind == KIND_INT)
		snprintf(message, sizeof(message), "%s %s (%lld to %lld)", key,
		    wrong, (long long)o->least, (long long)o->most);
	else
		snprintf(message, sizeof(message), "%s %s", key, wrong);
	fault(s, s->number, message);
	return 1;
}

static enum err
read_file(struct source *s)
{
	int line = ini_parse_stream(next_line, s, take, s);

	if (ferror(s->f)) {
		buf_printf(s->faults, "%s: cannot be read: %s\n", s->name,
		    strerror(errno));
		return ERR_IO;
	}
	if (line > 0)
		fault(s, line, "neither [section], nor key = value");
	if (s->c->session.idle_s > s->c->session.whole_s)
		fault(s, s->number, "idle_s is more than whole_s");
	return s->faulty ? ERR_INVALID : OK;
}

static void
set_defaults(struct config *c)
{
	size_t i;

	*c = (struct config){ 0 };
	for (i = 0; i < OPTIONS; i++)
		if (options[i].kind == KIND_TEXT) {
			char **text = place(c, &options[i]);

			if ((*text = strdup(options[i].fallback)) == NULL)
				abort();
		} else if (set(c, &options[i], options[i].fallback) != NULL) {
			abort();
		}
}

enum err
config_load(struct config *c, const char *file, struct buf *faults)
{
	struct source s = { .c = c, .faults = faults, .name = file };
	enum err e;

	set_defaults(c);
	if (file == NULL)
		return OK;
	if ((s.f = fopen(file, "re")) == NULL) {
		buf_printf(
		    faults, "%s: cannot be read: %s\n", file, strerror(errno));
		return ERR_IO;
	}
	e = read_file(&s);
	fclose(s.f);
	free(s.line);
	return e;
}

static void
print_value(const struct config *c, const struct option *o, struct buf *b)
{
	const char *at = (const char *)c + o->offset;

	switch (o->kind) {
	case KIND_TEXT:
		buf_puts(b, *(char *const *)(const void *)at);
		break;
	case KIND_BOOL:
		buf_puts(b, *(const bool *)at ? "yes" : "no");
		break;
	case KIND_INT:
		buf_int(b, *(const int64_t *)(const void *)at);
		break;
	}
}

void
config_print(const struct config *c, struct buf *b)
{
	const char *section = "";
	size_t i;

	for (i = 0; i < OPTIONS; i++) {
		const struct option *o = &options[i];

		if (strcmp(section, o->section) != 0)
			buf_printf(
			    b, "%s[%s]\n", i == 0 ? "" : "\n", o->section);
		section = o->section;
		buf_printf(b, "%s = ", o->key);
		print_value(c, o, b);
		buf_putc(b, '\n');
	}
}

void
config_clear(struct config *c)
{
	size_t i;

	for (i = 0; i < OPTIONS; i++)
		if (options[i].kind == KIND_TEXT)
			free(*(char **)place(c, &options[i]));
	*c = (struct config){ 0 };
}
