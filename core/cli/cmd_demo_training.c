/* cmd_demo_training.c - igtk demo: staff, what they need and have completed. */
#include "arena.h"
#include "audit.h"
#include "cli.h"
#include "demo.h"
#include "person.h"
#include "text.h"
#include "training.h"

/* Came to the session that the manager of Ward 6 led. */
static const size_t session_of[] = { 14, 17, 18 };
#define PRESENT (sizeof(session_of) / sizeof(session_of[0]))

struct house {
	struct cli *cli;
	struct org org;
	day today;
	const struct demo_house *of;
	int64_t group[DEMO_GROUPS];
	struct staff staff[DEMO_MOST];
};

static void
describe(struct house *h, size_t i)
{
	const struct demo_member *m = &h->of->v[i];
	struct arena *a = h->cli->arena;

	h->staff[i] = (struct staff){
		.number = arena_printf(a, "%d", h->of->number + 6 * (int)i),
		.badge = arena_printf(a, "%08d", 417000 + 17 * (int)i),
		.first_name = m->first,
		.last_name = m->last,
		.unit = m->unit,
		.position = m->position,
		.mail = text_fold(a, arena_printf(a, "%s.%s@%s", m->first,
					 m->last, h->of->mail)),
		.group_name = "",
		.starts_on = h->today - 1200 - 31 * (day)i,
		.ends_on = DAY_NONE,
	};
}

/* Found before the unit: it must touch nothing but the records. */
static enum err
find_accounts(struct house *h)
{
	struct cli *cli = h->cli;
	enum err e = OK;
	size_t i;

	for (i = 0; i < h->of->naccounts && e == OK; i++) {
		const struct demo_account *a = &h->of->accounts[i];
		struct person p;

		e = person_find(cli->db, cli->arena, a->user, &p);
		h->staff[a->of].person = e == OK ? p.id : 0;
	}
	return e;
}

static enum err
add_group(struct house *h, struct db *db, struct db_head *head, size_t i)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e = group_want(db, head, h->of->groups[i], &h->group[i]);

	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "name", h->of->groups[i]);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "group.add", h->group[i], buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add_member(struct house *h, struct db *db, struct db_head *head, size_t i)
{
	const struct demo_member *m = &h->of->v[i];
	struct staff *s = &h->staff[i];
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	s->group = h->group[m->group];
	s->manager = m->manager < 0 ? 0 : h->staff[m->manager].id;
	if ((e = staff_write(db, head, s, true)) != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "number", s->number);
	jsonw_text(&w, "name", s->first_name);
	jsonw_text(&w, "surname", s->last_name);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "staff.add", s->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* Everybody and their groups as one change. */
static enum err
add_staff(struct db *db, struct db_head *head, void *arg)
{
	struct house *h = arg;
	enum err e = OK;
	size_t i;

	for (i = 0; i < h->of->ngroups && e == OK; i++)
		e = add_group(h, db, head, i);
	for (i = 0; i < h->of->n && e == OK; i++) {
		h->staff[i].id = 0; /* the unit may run again */
		e = add_member(h, db, head, i);
	}
	return e;
}

/* ---- what they completed ---- */

static enum err
add_completion(struct db *db, struct db_head *head, const struct staff *s,
    const struct course *k, day done)
{
	struct completion c = { .staff = s->id,
		.course = k->code,
		.done_on = done,
		.source = FROM_IMPORT,
		.score = -1,
		.statement = "",
		.place = "",
		.reason = "" };
	enum completion_fault fault;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e = training_write(db, head, &c, s, k, done, &fault);

	if (e != OK)
		return e;
	day_text(done, on);
	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "staff", s->id);
	jsonw_text(&w, "course", k->code);
	jsonw_text(&w, "done", on);
	jsonw_int(&w, "source", c.source);
	jsonw_text(&w, "number", c.number);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "training.complete", c.id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* Three years last long: most are well within, some are not. */
static int
days_since(size_t i, size_t salt)
{
	switch ((i * 7 + salt) % 17) {
	case 3:
		return NEVER;
	case 8:
		return 1120; /* expired some weeks ago */
	case 11:
		return 1060; /* expires in some weeks */
	default:
		return 60 + (int)((i * 53 + salt * 29) % 900);
	}
}

struct history {
	struct house *house;
	struct course course[3];
};

static enum err
one_history(struct history *y, struct db *db, struct db_head *head, size_t i)
{
	const struct house *h = y->house;
	const struct demo_member *m = &h->of->v[i];
	int done[3] = { m->annual, days_since(i, 2), days_since(i, 5) };
	bool starter = h->staff[i].starts_on > h->today - 60;
	enum err e = OK;
	size_t k;

	if (m->group == GROUP_ADMIN || m->group == GROUP_ESTATES)
		done[1] = NEVER;
	if (m->group != GROUP_ADMIN && m->group != GROUP_NURSING)
		done[2] = NEVER;
	if (h->of == &demo_trust && i == DEMO_KOFI)
		done[1] = done[2] = NEVER;
	for (k = 0; k < 3 && e == OK && !starter; k++)
		if (done[k] != NEVER)
			e = add_completion(db, head, &h->staff[i],
			    &y->course[k], h->today - done[k]);
	return e;
}

static enum err
add_history(struct db *db, struct db_head *head, void *arg)
{
	struct history *y = arg;
	enum err e = OK;
	size_t i;

	for (i = 0; i < y->house->of->n && e == OK; i++)
		e = one_history(y, db, head, i);
	return e;
}

/* ---- the two organisations ---- */

/* Who came, and who went. */
static void
set_dates(struct house *h)
{
	h->staff[DEMO_STARTER].starts_on = h->today - 9;
	h->staff[DEMO_STARTER_TOO].starts_on = h->today - 20;
	h->staff[DEMO_LEAVER].ends_on = h->today - 20;
}

static enum err
fill(struct house *h, struct cli *cli, const struct demo_house *of, day today)
{
	static const char *const codes[3] = { "IG-ANNUAL", "CONFIDENTIALITY",
		"SECURITY" };
	struct history y = { .house = h };
	enum err e;
	size_t i;

	*h = (struct house){ .cli = cli, .today = today, .of = of };
	if ((e = org_find(cli->db, cli->arena, of->code, &h->org)) != OK)
		return e;
	for (i = 0; i < 3 && e == OK; i++)
		e = course_read(
		    cli->db, cli->arena, h->org.id, codes[i], &y.course[i]);
	for (i = 0; i < of->n; i++)
		describe(h, i);
	if (of == &demo_trust)
		set_dates(h);
	cli_operator(cli, h->org.id);
	cli->unit.by.source = "demo";
	if (e == OK)
		e = find_accounts(h);
	if (e == OK)
		e = db_write(cli->db, &cli->unit, add_staff, h);
	if (e == OK)
		e = db_write(cli->db, &cli->unit, add_history, &y);
	return e;
}

/* Starters are given four weeks; some groups need more than the others. */
static enum err
needs(struct house *h)
{
	const int64_t clinical[] = { h->group[GROUP_NURSING],
		h->group[GROUP_MEDICAL], h->group[GROUP_HEALTH] };
	const int64_t desks[] = { h->group[GROUP_NURSING],
		h->group[GROUP_ADMIN] };
	struct cli *cli = h->cli;
	struct course annual;
	enum err e;

	e = course_read(cli->db, cli->arena, h->org.id, "IG-ANNUAL", &annual);
	annual.grace_days = 28;
	if (e == OK)
		e = course_change(cli->db, &cli->unit, &annual);
	if (e == OK)
		e = course_need_set(
		    cli->db, &cli->unit, "CONFIDENTIALITY", clinical, 3);
	if (e == OK)
		e = course_need_set(cli->db, &cli->unit, "SECURITY", desks, 2);
	return e;
}

static enum err
leave(struct house *h)
{
	struct exclusion x = { .staff = h->staff[DEMO_ON_LEAVE].id,
		.kind = LEFT_OUT_LEAVE,
		.reason = "Parental leave",
		.from_on = h->today - 90,
		.until_on = h->today + 120 };

	return exclusion_add(h->cli->db, &h->cli->unit, &x);
}

/* The manager of Ward 6 attests a session; Kofi Mensah attests at his desk. */
static enum err
attest(struct house *h)
{
	const struct staff *kofi = &h->staff[DEMO_KOFI];
	const struct staff *ada = &h->staff[DEMO_ADA];
	struct group_session g = { .course = "IG-ANNUAL",
		.held_on = h->today - 35,
		.trainer = "Priya Anand",
		.sheet = "Ward 6 office, training folder" };
	struct completion c = { .staff = kofi->id,
		.course = "SECURITY",
		.done_on = h->today - 200,
		.source = FROM_SELF,
		.score = 92,
		.proof = PROOF_PASSWORD,
		.place = "" };
	enum completion_fault fault, faults[PRESENT];
	struct cli *cli = h->cli;
	int64_t present[PRESENT];
	struct course k;
	enum err e;
	size_t i;

	for (i = 0; i < PRESENT; i++)
		present[i] = h->staff[session_of[i]].id;
	cli->unit.by = (struct actor){ ada->person, "ada", "demo" };
	e = training_group(
	    cli->db, &cli->unit, &g, present, PRESENT, h->today, faults);
	if (e == OK)
		e = course_read(cli->db, cli->arena, h->org.id, c.course, &k);
	if (e != OK)
		return e;
	c.statement = k.statement;
	c.statement_version = k.statement_version;
	cli->unit.by = (struct actor){ kofi->person, "kofi", "demo" };
	return training_complete(cli->db, &cli->unit, &c, h->today, &fault);
}

enum err
demo_training(struct cli *cli, day today)
{
	struct house *h = arena_alloc(cli->arena, sizeof(*h));
	enum err e = fill(h, cli, &demo_trust, today);

	if (e == OK && (e = needs(h)) == OK && (e = leave(h)) == OK)
		e = attest(h);
	return e == OK ? fill(h, cli, &demo_practice, today) : e;
}
