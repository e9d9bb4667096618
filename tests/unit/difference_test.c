/* difference_test.c - the change notice between two sets. */
#include "catalogue.h"
#include "difference.h"
#include "json_place.h"
#include "pack.h"

static struct place p;

static void
read_set(const char *name, struct catalogue *c)
{
	const char *bytes,
	    *file = place_file(p.arena,
		arena_printf(p.arena, "config/catalogue/igt-%s.json", name));
	size_t n;

	if (pack_file(p.arena, file, PACK_BYTES_MAX, &bytes, &n, &p.faults) !=
		OK ||
	    pack_read(p.arena, file, bytes, n, c, &p.faults) != OK)
		fail_msg("%s", buf_text(&p.faults));
}

static struct requirement *
at(struct catalogue *c, const char *number)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		if (strcmp(c->requirements.v[i].number, number) == 0)
			return &c->requirements.v[i];
	fail_msg("there is no %s", number);
	return NULL;
}

static void
take_out(struct catalogue *c, const char *number)
{
	struct requirement *r = at(c, number);
	struct requirement *end = c->requirements.v + c->requirements.n;

	memmove(r, r + 1, (size_t)(end - r - 1) * sizeof(*r));
	c->requirements.n--;
}

static const struct change *
only(const struct difference *d)
{
	assert_int_equal(d->changes.n, 1);
	return &d->changes.v[0];
}

static void
test_a_set_does_not_differ_from_itself(void **state)
{
	struct catalogue before, after;
	struct difference d;

	(void)state;
	read_set("14.1-ACU", &before);
	read_set("14.1-ACU", &after);
	difference_find(p.arena, &before, &after, &d);
	assert_int_equal(d.changes.n, 0);
	assert_int_equal(d.set.n, 0);
	assert_int_equal(d.unchanged, 45);
}

static void
test_added_and_removed(void **state)
{
	struct catalogue before, after;
	struct difference d;

	(void)state;
	read_set("14.1-ACU", &before);
	read_set("14.1-ACU", &after);
	take_out(&after, "603");
	difference_find(p.arena, &before, &after, &d);
	assert_string_equal(only(&d)->before->number, "603");
	assert_null(only(&d)->after);
	assert_int_equal(d.unchanged, 44);
	difference_find(p.arena, &after, &before, &d);
	assert_null(only(&d)->before);
	assert_string_equal(only(&d)->after->number, "603");
}

static void
test_reworded(void **state)
{
	struct catalogue before, after;
	const struct wordings *w;
	struct difference d;
	struct requirement *r;

	(void)state;
	read_set("14.1-GP", &before);
	read_set("14.1-GP", &after);
	r = at(&after, "317");
	r->title = "Premises are kept safe";
	r->criteria.v[1].text = "Staff know what to do about a stranger";
	r->criteria.v[2].evidence.v[0] = "New locks";
	r->criteria.n--; /* 3c */
	difference_find(p.arena, &before, &after, &d);
	assert_false(only(&d)->moved);
	assert_false(only(&d)->merged);
	w = &only(&d)->wordings;
	assert_int_equal(w->n, 4);
	assert_string_equal(w->v[0].what, "title");
	assert_string_equal(w->v[0].after, "Premises are kept safe");
	assert_string_equal(w->v[1].what, "criterion 1b");
	assert_string_equal(w->v[2].what, "evidence for 2a");
	assert_string_equal(w->v[2].after, "New locks");
	assert_string_equal(w->v[3].what, "criterion 3c");
	assert_string_equal(w->v[3].before, "The risk assessment is repeated");
	assert_string_equal(w->v[3].after, "");
}

static void
test_moved_to_another_number(void **state)
{
	struct catalogue before, after;
	struct difference d;

	(void)state;
	read_set("14.1-ACU", &before);
	read_set("14.1-ACU", &after);
	at(&after, "604")->number = "605";
	difference_find(p.arena, &before, &after, &d);
	assert_true(only(&d)->moved);
	assert_string_equal(only(&d)->before->number, "604");
	assert_string_equal(only(&d)->after->number, "605");
	assert_int_equal(only(&d)->wordings.n, 0);
	at(&after, "605")->title = "An audit of corporate records";
	difference_find(p.arena, &before, &after, &d);
	assert_true(only(&d)->moved);
	assert_int_equal(only(&d)->wordings.n, 1);
}

static void
test_moved_to_another_initiative(void **state)
{
	struct catalogue before, after;
	struct difference d;

	(void)state;
	read_set("14.1-ACU", &before);
	read_set("14.1-ACU", &after);
	at(&after, "324")->initiative = 1;
	difference_find(p.arena, &before, &after, &d);
	assert_true(only(&d)->moved);
	assert_ptr_equal(only(&d)->after, at(&after, "324"));
	assert_string_equal(difference_section(&after, only(&d)->after),
	    "Confidentiality and Data Protection Assurance");
}

/* What 508 asked is asked by 506 now, in nearly the same words. */
static void
test_merged(void **state)
{
	struct catalogue before, after;
	struct criterion more[8];
	struct requirement *r;
	struct difference d;

	(void)state;
	read_set("14.1-ACU", &before);
	read_set("14.1-ACU", &after);
	r = at(&after, "506");
	memcpy(more, r->criteria.v, r->criteria.n * sizeof(*more));
	more[r->criteria.n] = at(&after, "508")->criteria.v[1];
	more[r->criteria.n].text = "Clinical staff check all reports of "
				   "recorded activity";
	more[r->criteria.n].code = "2b";
	more[r->criteria.n + 1] = at(&after, "508")->criteria.v[0];
	more[r->criteria.n + 1].code = "1b";
	r->criteria.v = more;
	r->criteria.n += 2;
	take_out(&after, "508");
	difference_find(p.arena, &before, &after, &d);
	assert_int_equal(d.changes.n, 2);
	assert_string_equal(d.changes.v[0].before->number, "506");
	assert_false(d.changes.v[0].merged);
	assert_int_equal(d.changes.v[0].wordings.n, 2);
	assert_string_equal(d.changes.v[1].before->number, "508");
	assert_true(d.changes.v[1].merged);
	assert_false(d.changes.v[1].moved);
	assert_string_equal(d.changes.v[1].after->number, "506");
	assert_int_equal(d.changes.v[1].wordings.n, 0);
}

static void
test_what_holds_for_the_whole_set(void **state)
{
	struct catalogue before, after;
	struct difference d;

	(void)state;
	read_set("14.1-GP", &before);
	read_set("14.1-GP", &after);
	after.final_md = "06-30";
	after.training_percent = 90;
	difference_find(p.arena, &before, &after, &d);
	assert_int_equal(d.changes.n, 0);
	assert_int_equal(d.set.n, 2);
	assert_string_equal(d.set.v[0].after, "06-30");
	assert_string_equal(d.set.v[1].before, "95");
	assert_string_equal(d.set.v[1].after, "90");
}

/* Of any two sets, everything on either side is accounted for once. */
static void
test_nothing_is_lost_between_any_two_sets(void **state)
{
	static const char *const names[] = { "13-CTP", "14.1-CTP", "14.1-GP",
		"14.1-ACU", "14.1-MHT", "14.1-CCG", "14.1-LA", "14.1-HSU" };
	struct catalogue set[COUNT(names)];
	size_t i, j, k, old, added;
	struct difference d;

	(void)state;
	for (i = 0; i < COUNT(names); i++)
		read_set(names[i], &set[i]);
	for (i = 0; i < COUNT(names); i++)
		for (j = 0; j < COUNT(names); j++) {
			difference_find(p.arena, &set[i], &set[j], &d);
			for (k = old = added = 0; k < d.changes.n; k++) {
				old += d.changes.v[k].before != NULL;
				added += d.changes.v[k].before == NULL;
			}
			assert_int_equal(
			    old + d.unchanged, set[i].requirements.n);
			assert_true(added <= set[j].requirements.n);
		}
}

/* The trusts' numbers and the commissioners' own: the same subjects. */
static void
test_another_block_of_numbers_is_known_again(void **state)
{
	struct catalogue before, after;
	struct difference d;
	size_t i, moved = 0;

	(void)state;
	read_set("14.1-ALB", &before);
	read_set("14.1-CCG", &after);
	difference_find(p.arena, &before, &after, &d);
	for (i = 0; i < d.changes.n; i++)
		moved += d.changes.v[i].moved;
	assert_true(moved >= 20);
}

static int
set_up(void **state)
{
	(void)state;
	place_open(&p, "pack/small.json");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	place_close(&p);
	return 0;
}

#define with_place(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_place(test_a_set_does_not_differ_from_itself),
		with_place(test_added_and_removed),
		with_place(test_reworded),
		with_place(test_moved_to_another_number),
		with_place(test_moved_to_another_initiative),
		with_place(test_merged),
		with_place(test_what_holds_for_the_whole_set),
		with_place(test_nothing_is_lost_between_any_two_sets),
		with_place(test_another_block_of_numbers_is_known_again),
	};

	return cmocka_run_group_tests_name("difference", tests, NULL, NULL);
}
