/* markup.h - reading our own pages strictly: tags, and forms to send. */
#ifndef MARKUP_H
#define MARKUP_H
#include <ctype.h>

#include "site.h"

#define ATTRS 24
#define FIELDS 400

struct piece {
	const char *p;
	size_t n;
};

struct tag {
	struct piece name, attr[ATTRS], value[ATTRS];
	size_t attrs;
	bool end;          /* </p> */
	const char *after; /* what follows it */
};

static inline bool
piece_is(struct piece s, const char *text)
{
	return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

static inline struct piece
take_while(const char **p, const char *bytes)
{
	struct piece s = { *p, strspn(*p, bytes) };

	*p += s.n;
	return s;
}

/* One attribute: a name, and a value in double quotes with no < or >. */
static inline bool
read_attr(const char **p, struct tag *t)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
				   "QRSTUVWXYZ0123456789-";

	if (t->attrs == ATTRS)
		return false;
	t->attr[t->attrs] = take_while(p, name);
	t->value[t->attrs] = (struct piece){ *p, 0 };
	if (t->attr[t->attrs].n == 0)
		return false;
	if (**p == '=') {
		if (*++*p != '"')
			return false;
		++*p;
		t->value[t->attrs] = (struct piece){ *p, strcspn(*p, "\"<>") };
		*p += t->value[t->attrs].n;
		if (*(*p)++ != '"')
			return false;
	}
	t->attrs++;
	return **p == '>' || **p == ' ' || strncmp(*p, "/>", 2) == 0;
}

/*
 * The next tag at or after p.  0: there is none; 1: here it is; -1: that is
 * no markup of ours.  Every < and > belongs to a tag.
 */
static inline int
tag_next(const char *p, struct tag *t)
{
	p += strcspn(p, "<>");
	if (*p == '\0')
		return 0;
	if (*p == '>')
		return -1;
	*t = (struct tag){ .end = p[1] == '/' };
	p += t->end ? 2 : 1;
	t->name =
	    take_while(&p, "abcdefghijklmnopqrstuvwxyz!DOCTYPE0123456789");
	if (t->name.n == 0)
		return -1;
	while (*p == ' ') {
		p++;
		if (!read_attr(&p, t))
			return -1;
	}
	if (p[0] == '/' && p[1] == '>')
		p++;
	t->after = p + 1;
	return *p == '>' ? 1 : -1;
}

/* The names of all tags and attributes, in order; false: no markup of ours. */
static inline bool
skeleton(const char *page, struct buf *out)
{
	struct tag t;
	size_t i;
	int got;

	buf_reset(out);
	for (; (got = tag_next(page, &t)) == 1; page = t.after) {
		buf_puts(out, t.end ? "</" : "<");
		buf_add(out, t.name.p, t.name.n);
		for (i = 0; i < t.attrs; i++) {
			buf_putc(out, ' ');
			buf_add(out, t.attr[i].p, t.attr[i].n);
		}
		buf_puts(out, ">\n");
	}
	return got == 0;
}

static inline struct piece
attr_of(const struct tag *t, const char *name, bool *there)
{
	size_t i;

	*there = true;
	for (i = 0; i < t->attrs; i++)
		if (piece_is(t->attr[i], name))
			return t->value[i];
	*there = false;
	return (struct piece){ "", 0 };
}

/* A copy with the references of html_escape turned back. */
static inline char *
plain_text(struct arena *a, struct piece s)
{
	static const struct {
		const char *ref;
		char c;
	} refs[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' } };
	char *text = arena_copy(a, s.p, s.n), *to = text;
	const char *p = text;
	size_t i;

	while (*p != '\0') {
		for (i = 0; i < COUNT(refs); i++)
			if (strncmp(p, refs[i].ref, strlen(refs[i].ref)) == 0)
				break;
		*to++ = i < COUNT(refs) ? refs[i].c : *p;
		p += i < COUNT(refs) ? strlen(refs[i].ref) : 1;
	}
	*to = '\0';
	return text;
}

/* ---- forms ---- */

enum input { INPUT_HIDDEN, INPUT_TEXT, INPUT_BOX, INPUT_CHOICE };

struct input_field {
	enum input kind;
	char *name, *value;
	bool on; /* it is sent */
};

/* A form as a browser holds it. */
struct sheet {
	char action[200];
	bool search; /* its fields go into the address */
	struct input_field v[FIELDS];
	size_t n;
};

static inline struct input_field *
sheet_add(struct sheet *f, enum input kind, char *name, char *value, bool on)
{
	assert_true(f->n < FIELDS);
	f->v[f->n] = (struct input_field){ kind, name, value, on };
	return &f->v[f->n++];
}

static inline struct input_field *
sheet_field(struct sheet *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (strcmp(f->v[i].name, name) == 0)
			return &f->v[i];
	return NULL;
}

static inline void
sheet_set(struct sheet *f, struct arena *a, const char *name, const char *value)
{
	struct input_field *field = sheet_field(f, name);

	if (field == NULL)
		field =
		    sheet_add(f, INPUT_HIDDEN, arena_text(a, name), NULL, true);
	field->value = arena_text(a, value == NULL ? "" : value);
	field->on = value != NULL;
}

static inline void
sheet_input(struct sheet *f, struct arena *a, const struct tag *t)
{
	bool there, checked;
	char *name = plain_text(a, attr_of(t, "name", &there));
	char *value = plain_text(a, attr_of(t, "value", &there));
	struct piece type = attr_of(t, "type", &there);

	(void)attr_of(t, "checked", &checked);
	if (piece_is(type, "checkbox") || piece_is(type, "radio"))
		sheet_add(f, INPUT_BOX, name, value, checked);
	else
		sheet_add(f,
		    piece_is(type, "hidden") ? INPUT_HIDDEN : INPUT_TEXT, name,
		    value, true);
}

/* What lies between a tag and the next one, as text. */
static inline char *
between(struct arena *a, const struct tag *t)
{
	return plain_text(
	    a, (struct piece){ t->after, strcspn(t->after, "<") });
}

/* Take the fields of the form whose start tag was just read. */
static inline const char *
sheet_fields(struct sheet *f, struct arena *a, const char *p)
{
	struct input_field *list = NULL;
	struct tag t;
	bool there, chosen;

	for (; tag_next(p, &t) == 1; p = t.after) {
		struct piece name = attr_of(&t, "name", &there);

		if (t.end && piece_is(t.name, "form"))
			return t.after;
		if (t.end || (!there && !piece_is(t.name, "option")))
			continue;
		if (piece_is(t.name, "input"))
			sheet_input(f, a, &t);
		if (piece_is(t.name, "textarea"))
			sheet_add(f, INPUT_TEXT, plain_text(a, name),
			    between(a, &t), true);
		if (piece_is(t.name, "select"))
			list = sheet_add(
			    f, INPUT_CHOICE, plain_text(a, name), NULL, true);
		if (!piece_is(t.name, "option") || list == NULL)
			continue;
		(void)attr_of(&t, "selected", &chosen);
		if (list->value == NULL || chosen)
			list->value =
			    plain_text(a, attr_of(&t, "value", &there));
	}
	fail_msg("a form does not end");
	return NULL;
}

/*
 * The next form of a page at or after *p with this action, or with any; the
 * texts are in the arena.  Moves *p behind it; false where there is none.
 */
static inline bool
sheet_next(struct sheet *f, struct arena *a, const char **p, const char *action)
{
	struct tag t;
	bool there;

	for (; tag_next(*p, &t) == 1; *p = t.after) {
		if (t.end || !piece_is(t.name, "form"))
			continue;
		*f = (struct sheet){ 0 };
		snprintf(f->action, sizeof(f->action), "%s",
		    plain_text(a, attr_of(&t, "action", &there)));
		f->search = piece_is(attr_of(&t, "method", &there), "get");
		*p = sheet_fields(f, a, t.after);
		if (action == NULL || strcmp(action, f->action) == 0)
			return true;
		t.after = *p;
	}
	return false;
}

/* The form on a page, which is asked for; the test fails without it. */
static inline void
sheet_take(struct site *s, const struct visitor *v, const char *page,
    const char *action, struct sheet *f)
{
	const char *p;

	assert_int_equal(site_get(s, v, page), 200);
	p = buf_text(&s->w->reply.body);
	if (!sheet_next(f, s->arena, &p, action))
		fail_msg("no form for %s on %s", action, page);
}

static inline void
put_coded(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (isalnum((unsigned char)*text) ||
		    strchr("_.-", *text) != NULL)
			buf_putc(out, *text);
		else
			buf_printf(out, "%%%02X", (unsigned char)*text);
}

/* The form's bytes into s->form. */
static inline void
sheet_bytes(struct site *s, const struct sheet *f)
{
	size_t i;

	buf_reset(&s->form);
	for (i = 0; i < f->n; i++) {
		if (!f->v[i].on)
			continue;
		if (s->form.n > 0)
			buf_putc(&s->form, '&');
		put_coded(&s->form, f->v[i].name);
		buf_putc(&s->form, '=');
		put_coded(&s->form, f->v[i].value == NULL ? "" : f->v[i].value);
	}
}

static inline int
sheet_send(struct site *s, const struct visitor *v, const struct sheet *f)
{
	sheet_bytes(s, f);
	return site_send(s, v, f->action, s->form.p, s->form.n);
}
#endif
