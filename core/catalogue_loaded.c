/* catalogue_loaded.c - since when a set is here. */
#include "catalogue.h"
#include "db.h"
#include "sql.h"

enum err
catalogue_loaded(struct db *db, int64_t id, int64_t *at)
{
	enum err e = db_ask(db, SQL(pack_loaded, .id = id));

	if (e == OK)
		*at = db_int(db);
	return e;
}
