/* edition_review.c - what reviewers from outside say of a publication. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

static enum err
note(struct db *db, struct db_head *head, const struct edition_review *r)
{
	static const char *const words[] = {
		[REVIEW_PASSED] = "passed",
		[REVIEW_MORE] = "more-evidence",
		[REVIEW_FAILED] = "failed",
	};
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", r->edition->version);
	jsonw_int(&w, "edition", r->edition->number);
	jsonw_text(&w, "outcome", words[r->outcome]);
	jsonw_text(&w, "grade",
	    r->outcome == REVIEW_MORE ? NULL : grade_name(r->grade));
	jsonw_text(&w, "reason", r->reason);
	if (r->change[0] != '\0')
		jsonw_text(&w, "change", r->change);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "publication.review", r->edition->assessment,
	    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct edition_review *r = arg;
	struct arena *a = arena_open();
	struct edition newest;
	enum err e;

	e = edition_read(db, a, r->edition->org, r->edition->version,
	    r->edition->stage, 0, &newest);
	if (e == OK && newest.id != r->edition->id)
		e = ERR_CONFLICT;
	arena_close(a);
	if (e != OK)
		return e;
	e = db_do(
	    db, SQL(edition_review_insert, .org = r->edition->org,
		    .edition = r->edition->id, .id = db_id(db), .at = head->at,
		    .by = head->by->person, .outcome = r->outcome,
		    .grade = r->outcome == REVIEW_MORE ? -1 : (int)r->grade,
		    .reason = r->reason, .change = r->change));
	return e == OK ? note(db, head, r) : e;
}

/* Where nothing was in play, any grade is another one. */
bool
edition_regrades(const struct edition_review *r)
{
	return r->outcome != REVIEW_MORE &&
	       (r->edition->percent < 0 || r->grade != r->edition->grade);
}

static bool
change_fine(const struct edition_review *r)
{
	return edition_regrades(r)
		   ? text_bare(r->change, TEXT_LINE, 1, EDITION_REASON_MAX)
		   : r->change[0] == '\0';
}

enum err
edition_review_add(
    struct db *db, struct unit *u, const struct edition_review *r)
{
	struct edition_review copy = *r;

	if (copy.change == NULL)
		copy.change = "";
	if (!text_bare(r->reason, TEXT_LINE, 1, EDITION_REASON_MAX) ||
	    !change_fine(&copy))
		return ERR_INVALID;
	return db_write(db, u, add, &copy);
}
