/*
 * overview_all.c - how far all organisations are, as lines.
 *
 *   overview_all DATABASE VERSION DAY
 *
 * "count TYPE all not-started open overdue published late GRADE... waiting"
 * for each type, by its name, and for all together; then "overdue CODE..." and
 * so on for each part that has a list, by name.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "db.h"
#include "overview.h"

#define MOST 10000

static void
must(enum err e, const char *what)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, err_name(e));
	exit(1);
}

static void
put_row(const char *type, const struct overview_row *r)
{
	int i;

	printf("count %s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	       " %" PRId64 " %" PRId64,
	    type, r->all, r->not_started, r->open, r->overdue, r->published,
	    r->late);
	for (i = 0; i <= GRADE_NOT; i++)
		printf(" %" PRId64, r->grades[i]);
	printf(" %" PRId64 "\n", r->waiting);
}

static void
put_lists(struct db *db, struct arena *a, struct overview_filter f)
{
	for (f.part = 0; f.part < OVERVIEW_PART_COUNT; f.part++) {
		struct overview_orgs orgs;
		size_t i;

		must(overview_list(db, a, &f, &orgs), "a list");
		printf("%s", overview_part_name(f.part));
		for (i = 0; i < orgs.n; i++)
			printf(" %s", orgs.v[i].code);
		printf("\n");
	}
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct overview all;
	struct db *db;
	size_t i;
	day on;

	if (argc != 4 || !day_parse(argv[3], &on)) {
		fprintf(stderr, "usage: overview_all DATABASE VERSION DAY\n");
		return 2;
	}
	must(db_open(argv[1], DB_READ, &db), argv[1]);
	must(overview_count(db, a, argv[2], on, &all), "the counts");
	for (i = 0; i < all.n; i++)
		put_row(all.v[i].type, &all.v[i]);
	put_row("*", &all.total);
	put_lists(db, a,
	    (struct overview_filter){ .version = argv[2],
		.today = on,
		.usual = all.usual,
		.most = MOST });
	db_close(db);
	arena_close(a);
	return fflush(stdout) == 0 ? 0 : 1;
}
