/*
 * chain_make.c - a head office gets many sites at once.
 *
 *   chain_make DATABASE HEAD-OFFICE COUNT
 *
 * They are of its type, with the codes S0001 and so on.
 */
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "db.h"
#include "org.h"
#include "relation.h"

static enum err
add(struct db *db, struct arena *a, const struct org *head, int i)
{
	struct unit u = { .by = { 0, "operator", "cli" } };
	struct relation rel = { .parent = head->id };
	struct org o = { .code = arena_printf(a, "S%04d", i),
		.name = arena_printf(a, "Pharmacy %d", i),
		.type = head->type };
	enum relation_fault fault;

	return relation_register(db, &u, &o, &rel, 0, &fault);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct org head;
	struct db *db;
	enum err e;
	int i;

	if (argc != 4)
		return 2;
	if ((e = db_open(argv[1], DB_WRITE, &db)) == OK)
		e = org_find(db, a, argv[2], &head);
	for (i = 1; e == OK && i <= (int)strtol(argv[3], NULL, 10); i++)
		e = add(db, a, &head, i);
	if (e != OK)
		fprintf(stderr, "chain_make: %s\n", err_name(e));
	else
		db_close(db);
	arena_close(a);
	return e != OK;
}
