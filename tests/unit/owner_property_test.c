/* owner_property_test.c - whoever comes, moves or leaves: open work is owned.
 */
#include "owner.h"
#include "records_year.h"
#include "work_group.h"

#define STEPS 1500
#define PEOPLE 8
#define GROUPS 4

/* What is moved about; the seed makes each run the same. */
struct walk {
	struct year *y;
	uint64_t seed;
	struct person people[PEOPLE + 1]; /* the last: nobody */
	size_t people_n;
	int64_t grants[PEOPLE]; /* of guests; 0: none */
	struct work_group groups[GROUPS];
	size_t groups_n;
	unsigned version;
};

static unsigned
pick(struct walk *w, unsigned below)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(w->seed >> 33) % below;
}

static struct unit
clerk(struct walk *w)
{
	return year_unit(w->y, NULL);
}

/* What the rules may refuse; anything else is a fault. */
static void
fair(enum err e)
{
	assert_true(e == OK || e == ERR_DENIED || e == ERR_NOTFOUND ||
		    e == ERR_CONFLICT || e == ERR_INVALID);
}

/* Somebody joins: of here, or of elsewhere with a role here. */
static void
join(struct walk *w)
{
	size_t i = w->people_n;
	const struct org *home =
	    pick(w, 3) == 0 ? &w->y->r->supplier : &w->y->r->trust;
	struct grant g = { .role = ROLE_ASSESSOR };
	struct unit u = clerk(w);

	if (i == PEOPLE)
		return;
	records_person(w->y->r, &w->people[i], home,
	    arena_printf(w->y->r->arena, "p%zu", i), ROLE_PUBLIC);
	w->people_n++;
	if (home == &w->y->r->trust)
		return;
	g.person = w->people[i].id;
	assert_err(role_grant(w->y->r->db, &u, &g), OK);
	w->grants[i] = g.id;
}

/* An account is closed or opened, or somebody has a new name. */
static void
leave(struct walk *w)
{
	size_t i = pick(w, (unsigned)w->people_n + 1);
	struct person now;
	struct unit u = clerk(w);

	if (i == w->people_n)
		return;
	now = w->people[i];
	u.org = now.org;
	now.closed = pick(w, 2) == 0;
	now.name = arena_printf(
	    w->y->r->arena, "Name %u", pick(w, 2) ? (unsigned)i : 99);
	fair(person_change(w->y->r->db, &u, &now));
}

static void
lose_role(struct walk *w)
{
	size_t i = pick(w, PEOPLE);
	struct unit u = clerk(w);
	enum err e;

	if (w->grants[i] == 0)
		return;
	e = role_revoke(w->y->r->db, &u, w->grants[i]);
	fair(e);
	if (e == OK)
		w->grants[i] = 0;
}

static void
found_group(struct walk *w)
{
	struct work_moves none = { 0 };
	struct unit u = clerk(w);
	struct work_group *g = &w->groups[w->groups_n];

	if (w->groups_n == GROUPS)
		return;
	g->name = arena_printf(w->y->r->arena, "Group %zu", w->groups_n);
	assert_err(work_group_add(w->y->r->db, &u, g, &none), OK);
	w->groups_n++;
}

static void
move(struct walk *w)
{
	size_t g = pick(w, (unsigned)w->groups_n + 1);
	size_t in = pick(w, (unsigned)w->people_n + 1);
	size_t out = pick(w, (unsigned)w->people_n + 1);
	struct work_moves moves = { 0 };
	struct work_group now;
	struct unit u = clerk(w);

	if (g == w->groups_n)
		return;
	moves.in = &w->people[in].id;
	moves.in_n = in < w->people_n;
	moves.out = &w->people[out].id;
	moves.out_n = out < w->people_n;
	now = w->groups[g];
	now.closed = pick(w, 4) == 0;
	now.name =
	    arena_printf(w->y->r->arena, "Group %zu.%u", g, pick(w, 100));
	fair(work_group_change(w->y->r->db, &u, &now, &moves));
}

/* A name that may be anybody's, or nobody's. */
static const char *
some_name(struct walk *w)
{
	static const char *const duties[] = { "siro", "ig-lead", "", "Nobody" };
	struct holders all;

	if (pick(w, 4) == 0)
		return duties[pick(w, COUNT(duties))];
	assert_err(
	    holder_list(w->y->r->db, w->y->r->arena, w->y->org->id, &all), OK);
	return all.v[pick(w, (unsigned)all.n)].name;
}

static void
save(struct walk *w)
{
	struct year *y = w->y;
	size_t i = pick(w, SET_REQUIREMENTS);
	struct evidence v = { .title = "Minutes", .reference = "" };
	struct answer a = year_read(y, i);

	a.row.owner = some_name(w);
	a.deputy = pick(w, 2) ? some_name(w) : "";
	a.criterion_owner[K2A] = some_name(w);
	v.owner = some_name(w);
	v.shows[K1A] = true;
	a.evidence.v = &v;
	a.evidence.n = pick(w, 2);
	fair(year_try_save(y, i, &a, &y->r->assessor, false));
}

static void
give(struct walk *w)
{
	struct year *y = w->y;
	struct owner_change c = { .owner = some_name(w), .due_on = DAY_NONE };
	bool which[SET_REQUIREMENTS];
	struct unit u = clerk(w);
	size_t i, n;

	for (i = 0; i < SET_REQUIREMENTS; i++)
		which[i] = pick(w, 2) == 0;
	fair(owner_give(y->r->db, &u, &y->s, y->set, which, &c, &n));
}

/* The next year is opened; the one before stays open beside it. */
static void
next_year(struct walk *w)
{
	struct records *r = w->y->r;
	struct catalogue *c = arena_alloc(r->arena, sizeof(*c));

	if (pick(w, 20) != 0 || w->version == 20)
		return;
	set_make(r->arena, c, arena_printf(r->arena, "%u", ++w->version), "ACU",
	    WORKFLOW_FULL);
	records_store(r, c);
	year_open(w->y, &r->trust, c);
}

/* Said in words of the tables, not of the views that guard them. */
static void
everything_is_owned(struct walk *w)
{
	static const char owned[] =
	    "SELECT count(*) FROM answer n "
	    "JOIN assessment s ON s.id = n.assessment_id AND s.state <> 2 "
	    "LEFT JOIN holder h ON h.org_id = n.org_id AND h.id = n.owner_id "
	    "LEFT JOIN person p ON p.id = h.person_id "
	    "LEFT JOIN work_group g ON g.org_id = h.org_id "
	    "AND g.id = h.group_id "
	    "LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty "
	    "WHERE h.id IS NULL OR p.closed = 1 OR g.closed = 1 "
	    "OR d.closed = 1 "
	    "OR (p.id IS NOT NULL AND p.org_id <> n.org_id AND NOT EXISTS "
	    "(SELECT 1 FROM role_grant r WHERE r.person_id = p.id "
	    "AND r.org_id = n.org_id)) "
	    "OR (g.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
	    "work_group_member m JOIN person q ON q.id = m.person_id WHERE "
	    "m.org_id = g.org_id AND m.group_id = g.id AND q.closed = 0)) "
	    "OR instr(n.owner, COALESCE(p.name, g.name, d.title)) <> 1";
	static const char closed[] =
	    "SELECT count(*) FROM (SELECT org_id, owner_id FROM evidence UNION "
	    "ALL SELECT org_id, owner_id FROM answer_criterion) w "
	    "JOIN holder h ON h.org_id = w.org_id AND h.id = w.owner_id "
	    "JOIN person p ON p.id = h.person_id WHERE p.closed = 1";

	assert_int_equal(raw_int(w->y->r, owned), 0);
	assert_int_equal(raw_int(w->y->r, closed), 0);
}

static void
test_after_any_moves_no_open_work_is_without_an_owner(void **state)
{
	static void (*const steps[])(struct walk *) = { join, leave, leave,
		lose_role, found_group, move, move, save, save, give,
		next_year };
	struct walk w = { .y = *state, .seed = 20261126, .version = 14 };
	unsigned i;

	for (i = 0; i < STEPS; i++) {
		steps[pick(&w, COUNT(steps))](&w);
		if (i % 5 == 0)
			everything_is_owned(&w);
	}
	everything_is_owned(&w);
	assert_true(raw_int(w.y->r, "SELECT count(DISTINCT owner_id) "
				    "FROM answer") > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(
		    test_after_any_moves_no_open_work_is_without_an_owner),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
