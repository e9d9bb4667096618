/*
 * remind_text.c - the words of a mail: numbers and links, and no text of what
 * they are about, as mail lies open on its way.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "remind_priv.h"

static const char *const one[WORK_KINDS] = {
	[WORK_ANSWER] = "requirement to answer",
	[WORK_CONFIRM] = "requirement to confirm",
	[WORK_ACTION] = "action of the improvement plan",
	[WORK_DUTY] = "duty to accept",
	[WORK_EVIDENCE] = "piece of evidence to review",
	[WORK_TRAINING] = "training course to take",
	[WORK_POLICY] = "policy to read",
};
static const char *const many[WORK_KINDS] = {
	[WORK_ANSWER] = "requirements to answer",
	[WORK_CONFIRM] = "requirements to confirm",
	[WORK_ACTION] = "actions of the improvement plan",
	[WORK_DUTY] = "duties to accept",
	[WORK_EVIDENCE] = "pieces of evidence to review",
	[WORK_TRAINING] = "training courses to take",
	[WORK_POLICY] = "policies to read",
};

static const char *
things(size_t n)
{
	return n == 1 ? "thing" : "things";
}

static void
say_count(
    struct buf *b, enum work_kind kind, const struct remind_count *c, day today)
{
	char on[DAY_WORDS_SIZE];

	buf_printf(b, "- %zu %s", c->n, c->n == 1 ? one[kind] : many[kind]);
	if (c->late > 0 && c->late < c->n)
		buf_printf(b, ", %zu of them overdue", c->late);
	else if (c->late > 0)
		buf_puts(b, ", overdue");
	if (c->first != DAY_NONE) {
		day_words(c->first, on);
		buf_printf(b, "%s due on %s",
		    c->n == 1          ? ","
		    : c->first < today ? ", the first was"
				       : ", the first is",
		    on);
	}
	buf_putc(b, '\n');
}

static void
say_own(
    struct buf *b, const struct remind_person *p, const char *url, day today)
{
	const struct remind_part *part;
	size_t kind;

	if (p->parts == NULL)
		return;
	buf_puts(b, "This waits for you in the Information Governance "
		    "Toolkit.\n\n");
	for (part = p->parts; part != NULL; part = part->next) {
		buf_printf(b, "%s\n", part->org);
		for (kind = 0; kind < WORK_KINDS; kind++)
			if (part->kinds[kind].n > 0)
				say_count(b, (enum work_kind)kind,
				    &part->kinds[kind], today);
		buf_putc(b, '\n');
	}
	buf_printf(b, "See it, most urgent first: %s/home\n\n", url);
}

static void
say_raised(
    struct buf *b, const char *who, const struct remind_raised *r, int days)
{
	if (r->people == 0)
		return;
	buf_printf(b,
	    "%s: %zu %s, of %zu %s, %s overdue by %d days or "
	    "more.\n\n",
	    who, r->things, things(r->things), r->people,
	    r->people == 1 ? "person" : "people", r->things == 1 ? "is" : "are",
	    days);
}

static const char *
subject(struct arena *a, const struct remind_person *p)
{
	size_t own = p->d.n - p->d.raised;

	if (own == 0)
		return arena_printf(a,
		    "Information governance: %zu %s of others %s overdue",
		    p->d.raised, things(p->d.raised),
		    p->d.raised == 1 ? "is" : "are");
	if (p->d.late == 0)
		return arena_printf(a,
		    "Information governance: %zu %s %s for you", own,
		    things(own), own == 1 ? "waits" : "wait");
	return arena_printf(a,
	    "Information governance: %zu %s %s for you, %zu overdue", own,
	    things(own), own == 1 ? "waits" : "wait", p->d.late);
}

void
remind_words(
    struct arena *a, struct remind_person *p, const char *url, day today)
{
	struct buf b = { 0 };

	buf_printf(&b, "Dear %s,\n\n", p->d.name);
	say_own(&b, p, url, today);
	say_raised(
	    &b, "Of people who report to you", &p->team, REMIND_MANAGER_DAYS);
	say_raised(
	    &b, "As you hold the duty of SIRO", &p->siro, REMIND_SIRO_DAYS);
	if (p->d.raised > 0)
		buf_printf(&b, "See whose: %s/reminders/overdue\n\n", url);
	buf_printf(&b,
	    "You get this at most once a week, and once a day while something "
	    "is overdue.\nTo get it only then: %s/settings\n",
	    url);
	p->d.subject = subject(a, p);
	p->d.text = arena_copy(a, b.p, b.n);
	buf_clear(&b);
}
