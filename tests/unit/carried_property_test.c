/*
 * carried_property_test.c - nothing is lost in silence: whatever a new version
 * changes, each tick, comment, evidence, plan and action of the year before is
 * in the new year or in the list of what was left.
 */
#include "carried_versions.h"

#define VERSIONS 24

/* ---- what is said in a year: each text once in the whole of it ---- */

static void
fill_answer(struct year *y, size_t i)
{
	struct arena *a = y->r->arena;
	const struct requirement *r = year_asks(y, i);
	struct answer b = year_read(y, i);
	size_t k, v;

	for (k = 0; k < r->criteria.n; k++) {
		b.met[k] = any(3) > 0;
		b.comment[k] = sentence(a);
	}
	b.evidence.n = any(4);
	b.evidence.v = arena_array(a, b.evidence.n, sizeof(*b.evidence.v));
	for (v = 0; v < b.evidence.n; v++) {
		b.evidence.v[v] =
		    (struct evidence){ .title = sentence(a), .reference = "" };
		for (k = 0; k < r->criteria.n; k++)
			b.evidence.v[v].shows[k] = any(2) == 0;
	}
	b.plan = sentence(a);
	b.row.not_relevant = r->nr_reason != NULL && any(2) == 0;
	b.nr_record = sentence(a);
	year_save(y, i, &b);
}

static void
fill_year(struct year *y)
{
	size_t i, n;

	for (i = 0; i < y->set->requirements.n; i++) {
		fill_answer(y, i);
		for (n = any(3); n > 0; n--) {
			struct action x = action_for(y, i, "daniel");

			x.title = sentence(y->r->arena);
			assert_err(try_add(y, &x), OK);
		}
	}
}

/* ---- where it is now ---- */

struct found {
	struct year *y;
	struct answer answers[ASKED_MAX];
	struct actions actions;
	struct carried_lines left;
};

static void
look(struct year *y, struct found *f)
{
	size_t i;

	f->y = y;
	for (i = 0; i < y->set->requirements.n; i++)
		f->answers[i] = year_read(y, i);
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &f->actions), OK);
	f->left = left_of(y);
}

/* A line of this kind with this text, and this code among its criteria. */
static bool
is_left(const struct found *f, const char *number, enum carried_kind kind,
    const char *text, const char *code)
{
	size_t i;

	for (i = 0; i < f->left.n; i++) {
		const struct carried_line *l = &f->left.v[i];

		if (l->kind == kind && strcmp(l->number, number) == 0 &&
		    strcmp(l->text, text) == 0 &&
		    (code == NULL || strstr(l->criteria, code) != NULL))
			return true;
	}
	return false;
}

/* The answer, and its criterion, that has this comment now. */
static const struct answer *
commented(const struct found *f, const char *comment, size_t *k)
{
	size_t i;

	for (i = 0; i < f->y->set->requirements.n; i++)
		for (*k = 0; *k < year_asks(f->y, i)->criteria.n; ++*k)
			if (strcmp(f->answers[i].comment[*k], comment) == 0)
				return &f->answers[i];
	return NULL;
}

static const struct evidence *
piece(const struct answer *a, const char *title)
{
	size_t i;

	for (i = 0; a != NULL && i < a->evidence.n; i++)
		if (strcmp(a->evidence.v[i].title, title) == 0)
			return &a->evidence.v[i];
	return NULL;
}

static const struct evidence *
piece_anywhere(const struct found *f, const char *title)
{
	const struct evidence *v = NULL;
	size_t i;

	for (i = 0; i < f->y->set->requirements.n && v == NULL; i++)
		v = piece(&f->answers[i], title);
	return v;
}

static void
check_criterion(const struct found *f, const struct requirement *r,
    const struct answer *was, size_t k)
{
	const char *code = r->criteria.v[k].code;
	const struct answer *is;
	size_t at, v;

	is = commented(f, was->comment[k], &at);
	assert_int_equal(is == NULL,
	    is_left(f, r->number, CARRIED_COMMENT, was->comment[k], code));
	if (was->met[k])
		assert_true(
		    is != NULL ? is->met[at]
			       : is_left(f, r->number, CARRIED_TICK, "", code));
	else if (is != NULL)
		assert_false(is->met[at]);
	for (v = 0; v < was->evidence.n; v++) {
		const struct evidence *e = &was->evidence.v[v],
				      *now = piece(is, e->title);

		if (!e->shows[k])
			continue;
		assert_true(
		    (now != NULL && now->shows[at]) ||
		    is_left(f, r->number, CARRIED_LINK, e->title, code) ||
		    is_left(f, r->number, CARRIED_EVIDENCE, e->title, code));
	}
}

static void
check_answer(const struct found *f, const struct requirement *r,
    const struct answer *was)
{
	bool plan = is_left(f, r->number, CARRIED_PLAN, was->plan, NULL),
	     kept = false;
	size_t i, k;

	for (k = 0; k < r->criteria.n; k++)
		check_criterion(f, r, was, k);
	for (i = 0; i < was->evidence.n; i++) {
		const char *title = was->evidence.v[i].title;

		assert_int_equal(piece_anywhere(f, title) == NULL,
		    is_left(f, r->number, CARRIED_EVIDENCE, title, NULL));
	}
	for (i = 0; i < f->y->set->requirements.n; i++) {
		kept |= strcmp(f->answers[i].plan, was->plan) == 0;
		if (strcmp(f->answers[i].nr_record, was->nr_record) == 0 &&
		    f->answers[i].row.not_relevant)
			return;
	}
	assert_int_equal(kept, !plan);
	assert_int_equal(was->row.not_relevant,
	    is_left(f, r->number, CARRIED_NOT_RELEVANT, was->nr_record, NULL));
}

static void
check_actions(const struct found *f, const struct actions *was)
{
	size_t i, k;

	for (i = 0; i < was->n; i++) {
		bool kept = false;

		if (was->v[i].state != ACTION_OPEN)
			continue;
		for (k = 0; k < f->actions.n; k++)
			kept |=
			    strcmp(f->actions.v[k].title, was->v[i].title) == 0;
		assert_int_equal(
		    kept, !is_left(f, was->v[i].number, CARRIED_ACTION,
			      was->v[i].title, NULL));
	}
}

static void
nothing_is_lost_in_silence(void **state)
{
	struct year *y = *state;
	size_t round, i, told = 0;

	for (round = 0; round < VERSIONS; round++) {
		struct catalogue *c = next_version(y, y->set, round);
		struct found was, is;
		const struct catalogue *set = y->set;

		fill_year(y);
		look(y, &was);
		open_next(y, c, TODAY);
		look(y, &is);
		for (i = 0; i < set->requirements.n; i++)
			check_answer(
			    &is, &set->requirements.v[i], &was.answers[i]);
		check_actions(&is, &was.actions);
		told += is.left.n;
	}
	assert_true(told > VERSIONS); /* there was something to tell */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(nothing_is_lost_in_silence),
	};

	return cmocka_run_group_tests_name(
	    "carried_property", tests, NULL, NULL);
}
