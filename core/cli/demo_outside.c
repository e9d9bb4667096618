/* demo_outside.c - igtk demo: those who look at others' publications. */
#include "cli.h"
#include "demo.h"
#include "relation.h"

#define COMMISSIONER "QX901"
#define APPLICANT "8XX01"

static const char *const providers[] = { "RX901", "K8501", "8XX01", "FP901" };
#define PROVIDERS (sizeof(providers) / sizeof(providers[0]))

static enum err
commission(struct cli *cli)
{
	struct org by, of;
	enum err e = org_find(cli->db, cli->arena, COMMISSIONER, &by);
	size_t i;

	for (i = 0; i < PROVIDERS && e == OK; i++) {
		e = org_find(cli->db, cli->arena, providers[i], &of);
		cli_operator(cli, ORG_INSTALLATION);
		if (e == OK)
			e = commission_add(cli->db, &cli->unit, by.id, of.id);
	}
	return e;
}

/* What it published waits for a review from now on. */
static enum err
apply(struct cli *cli)
{
	enum relation_fault fault;
	struct relation rel;
	struct org o;
	enum err e = org_find(cli->db, cli->arena, APPLICANT, &o);

	if (e == OK)
		e = relation_read(cli->db, cli->arena, o.id, &rel);
	if (e != OK)
		return e;
	rel.purpose = PURPOSE_NATIONAL;
	cli_operator(cli, ORG_INSTALLATION);
	return relation_change(cli->db, &cli->unit, &rel, &fault);
}

enum err
demo_outside(struct cli *cli)
{
	enum err e = commission(cli);

	return e == OK ? apply(cli) : e;
}
