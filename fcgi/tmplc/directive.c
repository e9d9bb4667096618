/* directive.c - what stands between {{ and }}. */
#include <string.h>

#include "emit.h"
#include "parser.h"

static enum err
obey_value(
    struct parser *p, const struct directive *d, const struct word *words)
{
	struct word path = words[strchr(d->form, ' ') != NULL];
	enum refusal no = context_value(&p->spot.context, d->value);
	struct buf *code;
	size_t node;
	enum err e;

	if (no != FINE)
		return parser_refuse(p, no);
	if ((e = parser_node(p, path, &node)) != OK)
		return e;
	parser_show(p, node, d->shown, (struct word){ NULL, 0 });
	code = parser_statement(p);
	buf_printf(code, "%s(out, ", d->call);
	parser_path(p, path);
	buf_puts(code, ");\n");
	p->spot.fresh = false;
	return OK;
}

static enum err
obey_part(struct parser *p, const struct directive *d, const struct word *words)
{
	enum refusal no = context_part(&p->spot.context);
	bool same = word_is(words[2], ".");
	struct buf *code;
	size_t node = 0;
	enum err e;

	(void)d;
	if (no != FINE)
		return parser_refuse(p, no);
	if (!same && (e = parser_node(p, words[2], &node)) != OK)
		return e;
	parser_show(p, node, SHOWN_NOT, words[1]);
	code = parser_statement(p);
	buf_puts(code, "tmpl_");
	buf_add(code, words[1].p, words[1].n);
	buf_puts(code, "(out, ");
	if (same) {
		buf_puts(code, "v");
	} else {
		buf_puts(code, "&");
		parser_path(p, words[2]);
	}
	buf_puts(code, ");\n");
	p->spot.fresh = false;
	return OK;
}

static enum err
obey_view(struct parser *p, const struct directive *d, const struct word *words)
{
	struct buf *code = &p->unit->code;

	(void)d;
	if (p->unit->view.n > 0)
		return parser_fault(p, p->line, "a second {{view}}");
	buf_add(&p->unit->view, words[2].p, words[2].n);
	emit_line(code, p->source->file, p->line);
	buf_printf(code, "void\ntmpl_%s(struct buf *out, const struct %s *v)\n",
	    p->source->name, buf_text(&p->unit->view));
	buf_puts(code, "{\n\t(void)out;\n\t(void)v;\n");
	return OK;
}

/* In capitals, what the author puts in; a lone PATH comes last. */
static const struct directive directives[] = {
	{ .form = "view struct NAME", .obey = obey_view },
	{ .form = "#if PATH", .obey = block_if, .block = BLOCK_IF },
	{ .form = "#unless PATH", .obey = block_if, .block = BLOCK_UNLESS },
	{ .form = "#each PATH as NAME",
	    .obey = block_each,
	    .block = BLOCK_EACH },
	{ .form = "else", .obey = block_else },
	{ .form = "/if", .obey = block_end, .block = BLOCK_IF },
	{ .form = "/unless", .obey = block_end, .block = BLOCK_UNLESS },
	{ .form = "/each", .obey = block_end, .block = BLOCK_EACH },
	{ .form = "> PART FROM", .obey = obey_part },
	{ .form = "url PATH",
	    .obey = obey_value,
	    .value = VALUE_URL,
	    .call = "HTML_URL",
	    .shown = SHOWN_VALUE },
	{ .form = "href PATH",
	    .obey = obey_value,
	    .value = VALUE_HREF,
	    .call = "HTML_HREF",
	    .shown = SHOWN_HREF },
	{ .form = "day PATH",
	    .obey = obey_value,
	    .call = "HTML_DAY",
	    .shown = SHOWN_DAY },
	{ .form = "when PATH",
	    .obey = obey_value,
	    .call = "HTML_WHEN",
	    .shown = SHOWN_WHEN },
	{ .form = "took PATH", .obey = obey_value, .call = "HTML_TOOK" },
	{ .form = "PATH",
	    .obey = obey_value,
	    .call = "HTML_VALUE",
	    .shown = SHOWN_VALUE },
};
#define DIRECTIVES (sizeof(directives) / sizeof(directives[0]))

/* Take the next word off s; words stand apart by spaces and tabs. */
static struct word
next_word(struct word *s)
{
	struct word w;

	while (s->n > 0 && (*s->p == ' ' || *s->p == '\t')) {
		s->p++;
		s->n--;
	}
	w = (struct word){ s->p, 0 };
	while (s->n > 0 && *s->p != ' ' && *s->p != '\t') {
		s->p++;
		s->n--;
		w.n++;
	}
	return w;
}

static bool
fits(struct word want, struct word w)
{
	if (word_is(want, "PATH"))
		return word_is_path(w);
	if (word_is(want, "NAME"))
		return word_is_ident(w);
	if (word_is(want, "PART"))
		return word_is_template(w);
	if (word_is(want, "FROM"))
		return word_is(w, ".") || word_is_path(w);
	return want.n == w.n && memcmp(want.p, w.p, w.n) == 0;
}

static bool
matches(const char *form, struct word inside, struct word words[WORDS_MOST])
{
	struct word left = { form, strlen(form) }, want;
	size_t i = 0;

	do {
		want = next_word(&left);
		words[i] = next_word(&inside);
		if (!fits(want, words[i]))
			return false;
		i++;
	} while (want.n > 0);
	return true;
}

/* No directive fits; was one of them meant? */
static enum err
unknown(struct parser *p, struct word inside)
{
	struct word all = inside, first = next_word(&inside), left;
	size_t i;

	for (i = 0; i + 1 < DIRECTIVES; i++) { /* PATH fits too much */
		left = (struct word){ directives[i].form,
			strlen(directives[i].form) };
		if (fits(next_word(&left), first))
			return parser_fault(p, p->line, "it is written {{%s}}",
			    directives[i].form);
	}
	return parser_fault(
	    p, p->line, "unknown directive {{%.*s}}", word_shown(all), all.p);
}

enum err
directive_obey(struct parser *p, struct word inside)
{
	struct word words[WORDS_MOST] = { 0 };
	size_t i;

	if (inside.n > 0 && *inside.p == '!')
		return OK;
	if (memchr(inside.p, '\n', inside.n) != NULL)
		return parser_fault(
		    p, p->line, "a directive must end in its line");
	for (i = 0; i < DIRECTIVES; i++)
		if (matches(directives[i].form, inside, words))
			return directives[i].obey(p, &directives[i], words);
	return unknown(p, inside);
}

enum err
directive_view(struct parser *p, struct word inside)
{
	struct word words[WORDS_MOST] = { 0 };

	if (!matches(directives[0].form, inside, words))
		return parser_fault(p, p->line, "%s", DIRECTIVE_VIEW_MISSING);
	return obey_view(p, &directives[0], words);
}
