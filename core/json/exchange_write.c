/* exchange_write.c - answers of an assessment, to JSON: one on a line. */
#include "buf.h"
#include "exchange.h"
#include "jsonw.h"

static void
text_if(struct jsonw *w, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		jsonw_text(w, key, text);
}

static void
codes(struct jsonw *w, const char *key, const struct texts *t)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < t->n; i++)
		jsonw_text(w, NULL, t->v[i]);
	jsonw_close(w, ']');
}

static void
target(struct jsonw *w, const struct exchange_answer *a)
{
	char date[DAY_TEXT_SIZE];

	if (a->target_level == LEVEL_NONE && a->target_on == DAY_NONE)
		return;
	jsonw_open(w, "target", '{');
	if (a->target_level != LEVEL_NONE)
		jsonw_int(w, "level", a->target_level);
	day_text(a->target_on, date);
	text_if(w, "date", date);
	jsonw_close(w, '}');
}

static void
comments(struct jsonw *w, const struct exchange_answer *a)
{
	size_t i;

	if (a->comments.n == 0)
		return;
	jsonw_open(w, "comments", '{');
	for (i = 0; i < a->comments.n; i++)
		jsonw_text(
		    w, a->comments.v[i].criterion, a->comments.v[i].text);
	jsonw_close(w, '}');
}

static void
evidence(struct jsonw *w, const struct exchange_answer *a)
{
	const struct exchange_evidence *e = a->evidence.v;
	size_t i;

	if (a->evidence.n == 0)
		return;
	jsonw_open(w, "evidence", '[');
	for (i = 0; i < a->evidence.n; i++) {
		jsonw_open(w, NULL, '{');
		codes(w, "criteria", &e[i].criteria);
		jsonw_text(w, "title", e[i].title);
		text_if(w, "reference", e[i].reference);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
answer(struct buf *out, const struct exchange_answer *a)
{
	struct jsonw w = { .out = out };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", a->requirement);
	codes(&w, "met", &a->met);
	jsonw_bool(&w, "not_relevant", a->not_relevant);
	text_if(&w, "not_relevant_record", a->not_relevant_record);
	target(&w, a);
	text_if(&w, "owner", a->owner);
	text_if(&w, "plan", a->plan);
	comments(&w, a);
	evidence(&w, a);
	jsonw_close(&w, '}');
}

static void
previous(struct jsonw *w, const struct exchange *x)
{
	size_t i;

	if (x->previous_version == NULL)
		return;
	jsonw_open(w, "previous", '{');
	jsonw_text(w, "version", x->previous_version);
	jsonw_open(w, "levels", '{');
	for (i = 0; i < x->previous.n; i++)
		jsonw_int(
		    w, x->previous.v[i].requirement, x->previous.v[i].level);
	jsonw_close(w, '}');
	jsonw_close(w, '}');
}

void
exchange_write(const struct exchange *x, struct buf *out)
{
	struct jsonw w = { .out = out };
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "format", "igtk-assessment");
	jsonw_int(&w, "schema", 1);
	jsonw_open(&w, "organisation", '{');
	jsonw_text(&w, "code", x->org_code);
	text_if(&w, "name", x->org_name);
	text_if(&w, "type", x->org_type);
	jsonw_close(&w, '}');
	jsonw_text(&w, "version", x->version);
	jsonw_open(&w, "answers", '[');
	for (i = 0; i < x->answers.n; i++) {
		buf_puts(out, i == 0 ? "\n" : ",\n");
		answer(out, &x->answers.v[i]);
	}
	jsonw_close(&w, ']');
	previous(&w, x);
	jsonw_close(&w, '}');
	buf_putc(out, '\n');
}
