/* duty_cite_test.c - an accepted duty is evidence for what it owns. */
#include "audit.h"
#include "duty_priv.h"
#include "owner.h"
#include "records_year.h"
#include "text.h"

/* The requirement belongs to this duty, whoever holds it. */
static void
owned(struct year *y, size_t i, const char *duty)
{
	struct answer a = year_read(y, i);

	raw(y->r, arena_printf(y->r->arena,
		      "INSERT INTO holder VALUES (%lld, 77, NULL, NULL, "
		      "'%s') ON CONFLICT DO NOTHING",
		      (long long)y->org->id, duty));
	raw(y->r, arena_printf(y->r->arena,
		      "UPDATE answer SET owner_id = (SELECT id FROM holder "
		      "WHERE org_id = %lld AND duty = '%s') WHERE id = %lld",
		      (long long)y->org->id, duty, (long long)a.row.id));
}

static int64_t
named(struct year *y, const char *duty, const struct person *p)
{
	struct holding h = { .duty = duty,
		.person = p->id,
		.name = "",
		.post = "",
		.document = "Letter of 1 June",
		.from_on = TODAY,
		.until_on = DAY_NONE };
	struct unit u = year_unit(y, &y->r->admin);
	enum holding_fault fault;
	struct named_duty d;

	assert_err(
	    duty_read(y->r->db, y->r->arena, y->org->id, duty, TODAY, &d), OK);
	assert_err(duty_name(y->r->db, &u, &h, d.now.id, &fault), OK);
	return h.id;
}

static void
accepted(struct year *y, const char *duty, const struct person *p)
{
	int64_t id = named(y, duty, p);
	struct unit u = year_unit(y, p);

	assert_err(duty_accept(y->r->db, &u, id, TODAY), OK);
}

static void
test_it_meets_the_criterion_and_is_cited(void **state)
{
	struct year *y = *state;
	struct answer a, other;

	owned(y, R101, "siro");
	a = year_read(y, R101);
	tick(y, R101, &a, "1b");
	year_save(y, R101, &a);
	owned(y, R101, "siro");
	assert_false(year_read(y, R101).met[K1A]);
	accepted(y, "siro", &y->r->reviewer);
	a = year_read(y, R101);
	assert_true(a.met[K1A]);
	assert_true(a.met[K1B]);
	assert_false(a.met[K2A]);
	assert_int_equal(a.row.level, 1);
	assert_int_equal(a.row.state, ANSWER_IN_PROGRESS);
	assert_int_equal(a.evidence.n, 1);
	assert_string_equal(a.evidence.v[0].title,
	    "Senior Information Risk Owner (SIRO): accepted by sunita");
	assert_string_equal(a.evidence.v[0].reference, "Letter of 1 June");
	assert_true(a.evidence.v[0].shows[K1A]);
	assert_false(a.evidence.v[0].shows[K1B]);
	assert_true(a.evidence.v[0].holding != 0);
	/* What belongs to others is left alone. */
	other = year_read(y, R102);
	assert_false(other.met[K1A]);
	assert_int_equal(other.evidence.n, 0);
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = 'answer.cite'"),
	    1);
}

static void
test_the_citation_outlives_the_form(void **state)
{
	struct year *y = *state;
	struct answer a;
	int64_t holding;

	owned(y, R101, "siro");
	accepted(y, "siro", &y->r->reviewer);
	a = year_read(y, R101);
	holding = a.evidence.v[0].holding;
	/* As the form sends it: titles and references alone. */
	a.evidence.v[0].holding = 0;
	year_save(y, R101, &a);
	assert_int_equal(year_read(y, R101).evidence.v[0].holding, holding);
	/* Under another title it is something else. */
	a = year_read(y, R101);
	a.evidence.v[0].holding = 0;
	a.evidence.v[0].title = "A letter";
	year_save(y, R101, &a);
	assert_int_equal(year_read(y, R101).evidence.v[0].holding, 0);
}

/* Else the form of the requirement could not be saved any more. */
static void
test_a_long_title_is_cut_to_what_the_form_takes(void **state)
{
	struct year *y = *state;
	char title[2 * DUTY_TITLE_MAX + 1];
	const char *cited;
	size_t i;

	for (i = 0; i < DUTY_TITLE_MAX - 5; i++) /* each in two bytes */
		memcpy(&title[2 * i], "\xc3\xa9", 3);
	owned(y, R101, "siro");
	raw(y->r,
	    arena_printf(y->r->arena,
		"UPDATE duty SET title = '%s' WHERE code = 'siro'", title));
	accepted(y, "siro", &y->r->reviewer);
	cited = year_read(y, R101).evidence.v[0].title;
	assert_int_equal(text_length(cited, strlen(cited)), EVIDENCE_TITLE_MAX);
	assert_string_equal(cited + 2 * (DUTY_TITLE_MAX - 5), ": acc");
}

static void
test_what_is_complete_or_published_stays(void **state)
{
	struct year *y = *state;
	struct answer a;

	owned(y, R101, "siro");
	a = year_read(y, R101);
	assert_err(year_try_save(y, R101, &a, &y->r->assessor, true), OK);
	owned(y, R101, "siro");
	accepted(y, "siro", &y->r->reviewer);
	a = year_read(y, R101);
	assert_int_equal(a.row.state, ANSWER_COMPLETE);
	assert_false(a.met[K1A]);
	assert_int_equal(a.evidence.n, 0);
}

static void
test_the_next_holder_is_cited_beside_the_last(void **state)
{
	struct year *y = *state;
	struct answer a;

	owned(y, R101, "siro");
	accepted(y, "siro", &y->r->reviewer);
	accepted(y, "siro", &y->r->assessor);
	a = year_read(y, R101);
	assert_int_equal(a.evidence.n, 2);
	assert_true(a.evidence.v[0].holding != a.evidence.v[1].holding);
}

struct giving {
	struct year *y;
	struct answer *a;
};

static enum err
give(struct db *db, struct db_head *head, void *arg)
{
	struct giving *g = arg;
	enum err e = duty_cite_all(db, head, &g->y->s);

	if (e == OK)
		e = duty_cite_into(
		    db, head, g->y->r->arena, 77, year_asks(g->y, R102), g->a);
	return e == OK ? audit_add(db, head, "test.give", 0, "{}") : e;
}

/* It may be accepted before anything belongs to it. */
static void
test_what_comes_to_it_later_cites_it_too(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102), b;
	struct giving g = { y, &a };
	struct unit u = year_unit(y, &y->r->admin);

	accepted(y, "siro", &y->r->reviewer);
	assert_int_equal(year_read(y, R101).evidence.n, 0);
	owned(y, R101, "siro");
	assert_err(db_write(y->r->db, &u, give, &g), OK);
	b = year_read(y, R101);
	assert_int_equal(b.evidence.n, 1);
	assert_true(b.met[K1A]);
	assert_int_equal(b.row.state, ANSWER_NOT_STARTED); /* level 0 yet */
	assert_int_equal(a.evidence.n, 1);
	assert_true(a.met[K1A]);
	/* And once only. */
	assert_err(db_write(y->r->db, &u, give, &g), OK);
	assert_int_equal(year_read(y, R101).evidence.n, 1);
	assert_int_equal(a.evidence.n, 1);
}

/* By the form, and by giving many at once. */
static void
test_a_new_owner_cites_it(void **state)
{
	static const bool which[SET_REQUIREMENTS] = { [R103] = true };
	struct year *y = *state;
	struct owner_change change = {
		.owner = "siro", .deputy = "", .due_on = DAY_NONE
	};
	struct unit u = year_unit(y, &y->r->admin);
	struct answer a = year_read(y, R102);
	size_t changed;

	accepted(y, "siro", &y->r->reviewer);
	a.row.owner = "siro";
	year_save(y, R102, &a);
	a = year_read(y, R102);
	assert_true(a.met[K1A]);
	assert_int_equal(a.evidence.n, 1);
	assert_err(
	    owner_give(y->r->db, &u, &y->s, y->set, which, &change, &changed),
	    OK);
	a = year_read(y, R103);
	assert_true(a.met[K1A]);
	assert_int_equal(a.evidence.n, 1);
	/* What they take away is not put back while the owner stays. */
	a.evidence.n = 0;
	a.met[K1A] = false;
	year_save(y, R103, &a);
	assert_false(year_read(y, R103).met[K1A]);
}

static void
test_what_belongs_to_a_duty_shows_its_new_name(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->admin);
	struct named_duty d = { .title = "Ward 9 records lead", .post = "" };
	struct answer a = year_read(y, R101);

	assert_err(duty_add(y->r->db, y->r->arena, &u, &d), OK);
	a.row.owner = "Ward 9 records lead";
	year_save(y, R101, &a);
	d.title = "Ward 9 archivist";
	assert_err(duty_change(y->r->db, &u, &d), OK);
	assert_string_equal(year_read(y, R101).row.owner, "Ward 9 archivist");
	/* It is not taken off the list while something belongs to it. */
	d.closed = true;
	assert_err(duty_change(y->r->db, &u, &d), ERR_DENIED);
}

/* A piece more than its form takes could not be saved again. */
static void
test_where_there_is_no_room_it_is_not_cited(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	size_t i;

	a.evidence.n = EVIDENCE_MOST;
	a.evidence.v =
	    arena_array(y->r->arena, EVIDENCE_MOST, sizeof(*a.evidence.v));
	for (i = 0; i < EVIDENCE_MOST; i++)
		a.evidence.v[i] = (struct evidence){
			.title = arena_printf(y->r->arena, "Piece %zu", i),
			.reference = "",
		};
	year_save(y, R101, &a);
	owned(y, R101, "siro");
	accepted(y, "siro", &y->r->reviewer);
	assert_int_equal(year_read(y, R101).evidence.n, EVIDENCE_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_it_meets_the_criterion_and_is_cited),
		with_year(test_the_citation_outlives_the_form),
		with_year(test_a_long_title_is_cut_to_what_the_form_takes),
		with_year(test_what_is_complete_or_published_stays),
		with_year(test_the_next_holder_is_cited_beside_the_last),
		with_year(test_what_comes_to_it_later_cites_it_too),
		with_year(test_a_new_owner_cites_it),
		with_year(test_where_there_is_no_room_it_is_not_cited),
		with_year(test_what_belongs_to_a_duty_shows_its_new_name),
	};

	return cmocka_run_group_tests_name("duty cite", tests, NULL, NULL);
}
