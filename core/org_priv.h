/* org_priv.h - organisations, among the files that add and change them. */
#ifndef ORG_PRIV_H
#define ORG_PRIV_H
#include <stdbool.h>

#include "org.h"

struct db_head;

/* Within a unit: add an organisation that was looked over. */
MUST_USE enum err org_insert(struct db *, struct db_head *, const struct org *);

/* The next columns of the present row: id, code, name, type. */
void org_read_row(struct db *, struct arena *, struct org *);

/* The rest of a list of rows (id, code, name, type). */
MUST_USE enum err org_rows(struct db *, struct arena *, struct orgs *);
#endif
