/* page_batch.c - one batch: its sites, and what is to be done at them. */
#include <string.h>

#include "arena.h"
#include "batch_page.h"
#include "clock.h"
#include "fields.h"
#include "pages_sites.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "shelf.h"
#include "site.h"
#include "text.h"
#include "tmpl.h"

#define PAGES_MOST 10000

enum err
batch_of(struct req *r, struct batch *b)
{
	int64_t id = req_arg_id(r, 0);

	if (id == 0 || r->session.org == 0)
		return ERR_NOTFOUND;
	return batch_read(r->db, r->arena, r->session.org, id, b);
}

struct badge
badge_batch(const struct batch_site *s)
{
	static const struct badge all[] = {
		{ HTML_FIXED("blue"), HTML_FIXED("Chosen") },
		{ HTML_FIXED("aqua-green"), HTML_FIXED("Answered") },
		{ HTML_FIXED("grey"), HTML_FIXED("Undone") },
		{ HTML_FIXED("green"), HTML_FIXED("Published") },
	};
	static const struct badge excluded = { HTML_FIXED("grey"),
		HTML_FIXED("Excluded") };

	if (s->excluded && s->state != BATCH_PUBLISHED)
		return excluded;
	return all[s->state];
}

struct text_items
findings_of(struct req *r, const struct batch_findings *f)
{
	struct text_items t = { arena_array(r->arena, f->n, sizeof(*t.v)),
		f->n };
	size_t i;

	for (i = 0; i < f->n; i++)
		t.v[i].text =
		    f->v[i].number[0] == '\0' || f->v[i].reason == REASON_ANSWER
			? f->v[i].words
			: arena_printf(r->arena, "%s: %s", f->v[i].number,
			      f->v[i].words);
	return t;
}

const char *
codes_shown(struct req *r, const struct texts *t)
{
	const char *text = "";
	size_t i, shown = t->n < 20 ? t->n : 20;

	for (i = 0; i < shown; i++)
		text = arena_printf(
		    r->arena, "%s%s%s", text, i > 0 ? ", " : "", t->v[i]);
	return shown == t->n ? text
			     : arena_printf(r->arena, "%s and %zu more", text,
				   t->n - shown);
}

/* "1 site", "3 sites", and what follows. */
static const char *
count_of(struct req *r, int64_t n, const char *noun, const char *rest)
{
	return arena_printf(r->arena, "%lld %s%s%s", (long long)n, noun,
	    n == 1 ? "" : "s", rest);
}

const char *
batch_title(struct req *r, const struct batch *b)
{
	char at[INSTANT_WORDS_SIZE];

	clock_words(b->made_at, at);
	return arena_printf(r->arena, "Answers for %s, prepared %s",
	    count_of(r, b->n.all, "site", ""), at);
}

const char *
batch_publish_words(struct req *r, int64_t sites)
{
	return arena_printf(
	    r->arena, "Publish for %s", count_of(r, sites, "site", ""));
}

/* ---- what is shown ---- */

static const char *
act_words(enum batch_act act)
{
	static const char *const words[] = { "", "answer", "publish",
		"take answers back" };

	return words[act];
}

static enum err
add_batch(struct req *r, const struct batch *b, struct batch_view *v)
{
	const struct shelved *shelved;
	enum err e = shelf_take(r->app->shelf, r->db, b->pack, &shelved);
	const char *numbers = "";
	size_t i;

	if (e != OK)
		return e;
	v->full = shelved->set.workflow == WORKFLOW_FULL;
	for (i = 0; i < b->numbers.n; i++)
		numbers = arena_printf(r->arena, "%s%s%s", numbers,
		    i > 0 ? ", " : "", b->numbers.v[i]);
	v->version = b->version;
	v->type = b->type;
	v->title = b->title;
	v->source =
	    arena_printf(r->arena, "%s (%s)", b->source_name, b->source_code);
	v->numbers = numbers;
	v->owner = b->owner;
	v->complete = b->complete;
	v->opens = b->opens;
	v->over = b->over;
	v->names = b->names;
	v->made_at = b->made_at;
	v->by = b->made_by;
	return OK;
}

static void
add_counts(struct req *r, const struct batch *b, struct batch_view *v)
{
	const struct batch_counts *n = &b->n;

	v->all = n->all;
	v->chosen = n->chosen;
	v->answered = n->answered;
	v->undone = n->undone;
	v->published = n->published;
	v->excluded = n->excluded;
	v->blocked = n->blocked;
	v->blocked_words = count_of(r, n->blocked, "site", "");
	v->ready = n->chosen + n->answered;
	v->publish_words = batch_publish_words(r, v->ready);
	v->undoable = n->answered + n->standing;
	v->undoable_words = count_of(r, v->undoable, "site", "");
	v->going = n->waiting > 0;
	v->act_words = act_words(b->act);
	v->act_by = b->act_name;
	v->act_at = b->act_at;
	v->act_sites = b->act_sites;
	v->act_done = b->act_sites - n->waiting;
	v->signing = v->going && b->act == BATCH_PUBLISH && !batch_signed(r, b);
}

/* ---- what was done, on the page that an act leads to ---- */

/* What an address may say was done. */
struct told {
	bool done, stopped, added, excluded;
};

static struct told
take_told(struct form *f)
{
	return (struct told){ .done = form_tick(f, "done"),
		.stopped = form_tick(f, "stopped"),
		.added = form_tick(f, "added"),
		.excluded = form_tick(f, "excluded") };
}

/* By the records, whatever the address claims. */
static enum err
tell_act(struct req *r, const struct batch *b, struct page_view *page)
{
	static const char *const words[] = { "", "Answered at", "Published for",
		"The answers were taken back at" };
	int64_t done, missed;
	enum err e = batch_result(r->db, b, &done, &missed);
	const char *at, *all;

	if (e != OK || done + missed == 0)
		return e;
	all = arena_printf(
	    r->arena, "%s %s", words[b->act], count_of(r, done, "site", ""));
	at = count_of(r, missed, "site", "");
	page->notice_done = missed == 0;
	if (missed == 0)
		page->notice = all;
	else if (done == 0)
		page->notice = arena_printf(
		    r->arena, "It was not done at %s: the list says why", at);
	else
		page->notice = arena_printf(r->arena,
		    "%s. At %s it was not done: the list says why", all, at);
	return OK;
}

static enum err
tell(struct req *r, const struct batch *b, const struct told *t,
    struct page_view *page)
{
	bool ended = b->n.waiting == 0;

	if (t->done && ended)
		return tell_act(r, b, page);
	if (t->stopped && ended)
		page->notice = "What was left was given up. What was done "
			       "before stays";
	else if (t->added)
		page->notice = "The sites are in the batch";
	else if (t->excluded)
		page->notice = "The sites were left out. What was answered "
			       "there stays until it is taken back";
	page->notice_done = page->notice != NULL;
	return OK;
}

/* What the query of the page asks for; a form's answer shows the first page. */
struct asked {
	const char *q, *in;
	int64_t page;
	int state;
	struct told told;
};

static int
state_named(const char *name)
{
	int i;

	for (i = 0; i <= BATCH_BLOCKED; i++)
		if (strcmp(batch_state_name((enum batch_state)i), name) == 0)
			return i;
	return BATCH_ALL;
}

static void
add_choice(struct req *r, const struct batch *b, const struct asked *a,
    struct batch_view *v)
{
	static const char *const words[] = { "Chosen", "Answered", "Undone",
		"Published", "Excluded", "Not done, with why" };
	const int64_t n[] = { b->n.chosen, b->n.answered, b->n.undone,
		b->n.published, b->n.excluded, b->n.blocked };
	int i;

	v->q = field_text(r, &v->page.faults, "q", "Name or code", NULL, a->q);
	v->choice = field_choice(r, &v->page.faults, "state", "Show", NULL, 7);
	field_choice_add(&v->choice, "", "All sites", a->in);
	for (i = 0; i <= BATCH_BLOCKED; i++)
		field_choice_add(&v->choice,
		    batch_state_name((enum batch_state)i),
		    arena_printf(
			r->arena, "%s (%lld)", words[i], (long long)n[i]),
		    a->in);
}

static enum err
add_sites(struct req *r, const struct batch *b, const struct asked *a,
    struct batch_view *v)
{
	struct batch_filter f = { .like = a->q,
		.state = a->state,
		.skip = (a->page - 1) * SITES_A_PAGE,
		.most = SITES_A_PAGE };
	struct batch_sites all;
	enum err e = batch_sites(r->db, r->arena, b, &f, &all, &v->found);
	size_t i;

	if (e != OK)
		return e;
	v->lines.n = all.n;
	v->lines.v = arena_array(r->arena, all.n, sizeof(*v->lines.v));
	for (i = 0; i < all.n; i++) {
		const struct batch_site *s = &all.v[i];

		v->lines.v[i] = (struct batch_site_line){
			.to = req_href(r, "/sites/batch/%lld/site/%lld",
			    (long long)b->id, (long long)s->site),
			.code = s->code,
			.name = s->name,
			.state = badge_batch(s),
			.why = s->why,
			.kept = s->kept == 0
				    ? NULL
				    : count_of(r, s->kept, "requirement",
					  " left alone"),
			.waits = s->waits != BATCH_NOTHING,
		};
	}
	v->pager = sites_pager_of(v->to, a->page, v->found, a->q, a->in);
	return OK;
}

static void
add_forms(struct req *r, const struct batch_typed *t,
    const struct faults *faults, struct batch_view *v)
{
	v->fault = t->fault;
	v->codes = field_text(r, faults, "codes", "Codes of sites",
	    "With blanks, commas or lines between them", t->codes);
	v->every = field_tick(r, faults, "every",
	    "All sites of this type that are not chosen", NULL, t->every);
	v->sure = field_tick(r, faults, "sure",
	    "Take the answers back at every site that has them", NULL, t->sure);
}

static enum err
show(struct req *r, int status, const struct batch *b, const struct asked *a,
    const struct batch_typed *t, const struct faults *faults)
{
	long long id = (long long)b->id;
	struct batch_view v = { .page = page_view(r, batch_title(r, b)),
		.to = req_href(r, "/sites/batch/%lld", id),
		.act = req_href(r, "/sites/batch/%lld/act", id),
		.sites = req_href(r, "/sites/batch/%lld/sites", id),
		.check = req_href(r, "/sites/batch/%lld/check", id),
		.publish = req_href(r, "/sites/batch/%lld/publish", id),
		.csv = req_href(r, "/sites/batch/%lld/csv", id) };
	enum err e = add_batch(r, b, &v);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	add_counts(r, b, &v);
	add_choice(r, b, a, &v);
	if ((e = add_sites(r, b, a, &v)) != OK)
		return e;
	add_forms(r, t, faults, &v);
	if ((e = tell(r, b, &a->told, &v.page)) != OK)
		return e;
	v.page.wide = true;
	v.page.back = req_href(r, "/sites");
	v.page.back_text = "Sites";
	SHOW(r, batch, &v);
	return reply_page(r, status);
}

enum err
batch_show(struct req *r, int status, const struct batch *b,
    const struct batch_typed *t, const struct faults *faults)
{
	const struct asked a = {
		.q = "", .in = "", .page = 1, .state = BATCH_ALL
	};

	return show(r, status, b, &a, t, faults);
}

enum err
page_batch(struct req *r)
{
	const struct batch_typed none = { .codes = "" };
	struct asked a;
	struct batch b;
	struct form f;
	enum err e = batch_of(r, &b);

	if (e != OK)
		return e;
	form_query(&f, r);
	a.q = form_line(&f, "q", "the name or code", 100);
	a.in = form_line(&f, "state", "the state", 20);
	a.page = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	a.state = state_named(a.in);
	a.told = take_told(&f);
	if ((e = form_close(&f)) != OK)
		return ERR_MALFORMED;
	return show(r, 200, &b, &a, &none, &f.faults);
}

enum err
page_batch_csv(struct req *r)
{
	struct batch b;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK || (e = batch_of(r, &b)) != OK ||
	    (e = batch_csv(r->db, r->arena, &b, r->out)) != OK)
		return e;
	reply_header(
	    r, "Content-Disposition", "attachment; filename=\"batch.csv\"");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
