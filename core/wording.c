/* wording.c - which texts of a requirement or of a set are not what they were.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalogue.h"
#include "difference_priv.h"

static void
differ(
    struct wordings *w, const char *what, const char *before, const char *after)
{
	if (before == NULL)
		before = "";
	if (after == NULL)
		after = "";
	if (strcmp(before, after) != 0)
		w->v[w->n++] = (struct wording){ what, before, after };
}

static const char *
joined(struct arena *a, const struct texts *t)
{
	struct buf b = { 0 };
	const char *s;
	size_t i;

	for (i = 0; i < t->n; i++)
		buf_printf(&b, "%s%s", i > 0 ? "; " : "", t->v[i]);
	s = arena_text(a, buf_text(&b));
	buf_clear(&b);
	return s;
}

static const char *
sources(struct arena *a, const struct requirement *r)
{
	struct buf b = { 0 };
	const char *s;
	size_t i;

	for (i = 0; i < r->origins.n; i++)
		buf_printf(
		    &b, "%s%s", i > 0 ? "; " : "", r->origins.v[i]->title);
	s = arena_text(a, buf_text(&b));
	buf_clear(&b);
	return s;
}

static const char *
asked(const struct criterion *k)
{
	return k != NULL ? k->text : "";
}

static void
criteria(struct arena *a, const struct requirement *before,
    const struct requirement *after, struct wordings *out)
{
	const struct criterion *k, *q;
	size_t i;

	for (i = 0; i < before->criteria.n; i++) {
		k = &before->criteria.v[i];
		q = requirement_criterion(after, k->code);
		differ(out, arena_printf(a, "criterion %s", k->code), k->text,
		    asked(q));
		if (q != NULL)
			differ(out, arena_printf(a, "evidence for %s", k->code),
			    joined(a, &k->evidence), joined(a, &q->evidence));
	}
	for (i = 0; i < after->criteria.n; i++) {
		q = &after->criteria.v[i];
		if (requirement_criterion(before, q->code) == NULL)
			differ(out, arena_printf(a, "criterion %s", q->code),
			    "", q->text);
	}
}

void
wording_find(struct arena *a, const struct requirement *before,
    const struct requirement *after, struct wordings *out)
{
	int level;

	out->n = 0;
	out->v = arena_array(a, 12 + 2 * before->criteria.n + after->criteria.n,
	    sizeof(*out->v));
	differ(out, "title", before->title, after->title);
	differ(out, "description", before->description, after->description);
	for (level = 0; level <= LEVEL_MAX; level++)
		differ(out, arena_printf(a, "level %d", level),
		    before->summary[level], after->summary[level]);
	criteria(a, before, after, out);
	differ(
	    out, "not relevant, reason", before->nr_reason, after->nr_reason);
	differ(
	    out, "not relevant, record", before->nr_record, after->nr_record);
	differ(out, "sources", sources(a, before), sources(a, after));
}

static void
number(struct arena *a, struct wordings *out, const char *what, int64_t before,
    int64_t after)
{
	differ(out, what, arena_printf(a, "%lld", (long long)before),
	    arena_printf(a, "%lld", (long long)after));
}

void
wording_find_set(struct arena *a, const struct catalogue *before,
    const struct catalogue *after, struct wordings *out)
{
	static const char *const workflows[] = { "simplified", "full" };

	out->n = 0;
	out->v = arena_array(a, 9, sizeof(*out->v));
	differ(out, "baseline deadline (month and day)", before->baseline_md,
	    after->baseline_md);
	differ(out, "update deadline (month and day)", before->update_md,
	    after->update_md);
	differ(out, "final deadline (month and day)", before->final_md,
	    after->final_md);
	differ(out, "workflow", workflows[before->workflow == WORKFLOW_FULL],
	    workflows[after->workflow == WORKFLOW_FULL]);
	number(a, out, "level the grade asks for", before->grade_level,
	    after->grade_level);
	number(a, out, "training threshold in percent",
	    before->training_percent, after->training_percent);
	number(a, out, "level that counts below the training threshold",
	    before->training_capped, after->training_capped);
	differ(out, "assurance statement", before->statement, after->statement);
}
