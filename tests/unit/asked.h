/*
 * asked.h - the names of fields that handlers ask for, as they ask: the calls
 * of form.h pass by here (see tests.mk).
 */
#ifndef ASKED_H
#define ASKED_H
#include "form.h"
#include "markup.h"

#define ASKED_MOST 2000

struct asked {
	const struct form *query; /* the one that holds the query; NULL: none */
	const char *of_query[ASKED_MOST];
	const char *boxes[ASKED_MOST]; /* of bodies, each one of many */
	const char *texts[ASKED_MOST]; /* of bodies */
	size_t of_query_n, boxes_n, texts_n;
	struct arena *arena; /* the names are copied into it */
};

static struct asked asked;

extern const char __executable_start[], _end[]; /* of the program: ld(1) */

static void
asked_begin(struct arena *a)
{
	asked = (struct asked){ .arena = a };
}

static void
asked_note(const char *all[ASKED_MOST], size_t *n, const char *name)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (strcmp(all[i], name) == 0)
			return;
	assert_true(*n < ASKED_MOST);
	all[(*n)++] = arena_text(asked.arena, name);
}

/* A name that is no word of the program was put together: one of many. */
static bool
asked_made_up(const char *name)
{
	return name < __executable_start || name >= _end;
}

static void
asked_for(const struct form *f, const char *name, bool tick)
{
	if (asked.arena == NULL)
		return;
	if (f == asked.query)
		asked_note(asked.of_query, &asked.of_query_n, name);
	else if (!tick)
		asked_note(asked.texts, &asked.texts_n, name);
	else if (asked_made_up(name))
		asked_note(asked.boxes, &asked.boxes_n, name);
}

void __real_form_query(struct form *, struct req *);
void __real_form_open(struct form *, struct req *);
void __real_form_kept(struct form *, struct req *, const char *, size_t);
const char *__real_form_line(struct form *, const char *, const char *, size_t);
const char *__real_form_area(struct form *, const char *, const char *, size_t);
const char *__real_form_need(struct form *, const char *, const char *, size_t);
const char *__real_form_secret(struct form *, const char *, size_t);
const char *__real_form_mail(struct form *, const char *);
bool __real_form_tick(struct form *, const char *);

void
__wrap_form_query(struct form *f, struct req *r)
{
	asked.query = f;
	__real_form_query(f, r);
}

void
__wrap_form_open(struct form *f, struct req *r)
{
	asked.query = asked.query == f ? NULL : asked.query;
	__real_form_open(f, r);
}

void
__wrap_form_kept(struct form *f, struct req *r, const char *bytes, size_t n)
{
	asked.query = asked.query == f ? NULL : asked.query;
	__real_form_kept(f, r, bytes, n);
}

const char *
__wrap_form_line(
    struct form *f, const char *name, const char *label, size_t max)
{
	asked_for(f, name, false);
	return __real_form_line(f, name, label, max);
}

const char *
__wrap_form_area(
    struct form *f, const char *name, const char *label, size_t max)
{
	asked_for(f, name, false);
	return __real_form_area(f, name, label, max);
}

const char *
__wrap_form_need(
    struct form *f, const char *name, const char *label, size_t max)
{
	asked_for(f, name, false);
	return __real_form_need(f, name, label, max);
}

const char *
__wrap_form_secret(struct form *f, const char *name, size_t max)
{
	asked_for(f, name, false);
	return __real_form_secret(f, name, max);
}

const char *
__wrap_form_mail(struct form *f, const char *name)
{
	asked_for(f, name, false);
	return __real_form_mail(f, name);
}

bool
__wrap_form_tick(struct form *f, const char *name)
{
	asked_for(f, name, true);
	return __real_form_tick(f, name);
}
#endif
