/* import_staff_end.c - after the last row: managers, and who is missing. */
#include "arena.h"
#include "db.h"
#include "import_staff_priv.h"
#include "sql.h"

static bool
there(const struct member *m)
{
	return m->id != 0 || m->standing != STANDS_ASIDE;
}

static void
without(struct import_run *r, struct staff_file *f, uint32_t i, const char *fmt)
{
	struct member *m = &f->v[i];
	const char *number = names_text(&f->numbers, i);

	import_note(r, m->line,
	    arena_printf(
		r->row, "%s %s was taken without a manager", fmt, number));
	m->new_boss = NOBODY;
	arena_reset(r->row);
}

/* Whom the file names, or who is on record for those it does not have. */
static uint32_t
boss_of(const struct member *m)
{
	return m->standing == STANDS_ASIDE ? m->boss : m->new_boss;
}

/*
 * Follow the managers upwards from i.  Where the way comes back to itself, the
 * file's part of the loop is cut: what is on record has none.
 */
static void
follow(struct import_run *r, struct staff_file *f, uint32_t i)
{
	uint32_t at, next, walk = i + 1;

	for (at = i; at != NOBODY && !f->v[at].settled && f->v[at].walk != walk;
	     at = boss_of(&f->v[at]))
		f->v[at].walk = walk;
	if (at != NOBODY && !f->v[at].settled) {
		/* at lies on the loop: go round once. */
		for (i = at; !f->v[i].settled; i = next) {
			next = boss_of(&f->v[i]);
			f->v[i].settled = true;
			if (f->v[i].standing != STANDS_ASIDE)
				without(r, f, i,
				    "The managers in the file go round in a "
				    "loop:");
		}
	}
}

/* Everybody from i upwards is known to end at the top. */
static void
settle(struct staff_file *f, uint32_t i)
{
	for (; i != NOBODY && !f->v[i].settled; i = boss_of(&f->v[i]))
		f->v[i].settled = true;
}

static void
count(struct import_report *p, const struct member *m)
{
	if (m->standing == STANDS_NEW)
		p->added++;
	else if (m->standing == STANDS_CHANGED)
		p->changed++;
	else if (m->standing == STANDS_SAME)
		p->same++;
}

static enum err
set_manager(struct import_run *r, struct staff_file *f, struct member *m)
{
	int64_t boss = m->new_boss == NOBODY ? 0 : f->v[m->new_boss].id;

	if (m->standing == STANDS_ASIDE || m->new_boss == m->boss)
		return OK;
	if (m->standing == STANDS_SAME)
		m->standing = STANDS_CHANGED;
	if (r->head == NULL)
		return OK;
	return db_do(r->db, SQL(import_staff_manager, .org = r->org,
				.id = m->id, .manager = boss));
}

enum err
staff_file_managers(struct import_run *r, struct staff_file *f)
{
	uint32_t i, n = (uint32_t)f->numbers.n;
	enum err e;

	for (i = 0; i < n; i++)
		if (f->v[i].standing != STANDS_ASIDE &&
		    f->v[i].new_boss != NOBODY &&
		    !there(&f->v[f->v[i].new_boss]))
			without(r, f, i, "The manager's own row was refused:");
	for (i = 0; i < n; i++)
		f->v[i].settled = false;
	for (i = 0; i < n; i++) {
		follow(r, f, i);
		settle(f, i);
	}
	for (i = 0; i < n; i++) {
		if ((e = set_manager(r, f, &f->v[i])) != OK)
			return e;
		count(r->report, &f->v[i]);
	}
	return OK;
}

static enum err
mark(struct import_run *r, struct staff_file *f, uint32_t i)
{
	struct import_lines *all = &r->report->absent;
	struct member *m = &f->v[i];

	r->report->missing++;
	if (all->n < IMPORT_SHOWN)
		all->v[all->n++] = (struct import_line){ 0,
			arena_text(r->keep, names_text(&f->numbers, i)), "" };
	if (m->missing || r->head == NULL)
		return OK;
	return db_do(
	    r->db, SQL(import_staff_missing, .org = r->org, .id = m->id));
}

enum err
staff_file_absent(struct import_run *r, struct staff_file *f)
{
	uint32_t i;
	enum err e;

	for (i = 0; i < f->numbers.n && !r->job->part; i++) {
		const struct member *m = &f->v[i];

		if (m->id == 0 || m->line != 0 || m->listed || !m->at_work)
			continue;
		if ((e = mark(r, f, i)) != OK)
			return e;
	}
	return OK;
}
