/* import_staff.c - the rows of a file of staff. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "db.h"
#include "import_staff_priv.h"
#include "person.h"
#include "text.h"

#define GROUPS_MOST 2000

static uint64_t
digest(const char *const *texts, size_t n)
{
	static const unsigned char key[crypto_shorthash_KEYBYTES] = "staff";
	unsigned char out[crypto_shorthash_BYTES];
	struct buf b = { 0 };
	uint64_t v;
	size_t i;

	for (i = 0; i < n; i++)
		buf_add(&b, texts[i], strlen(texts[i]) + 1);
	crypto_shorthash(out, (const unsigned char *)b.p, b.n, key);
	buf_clear(&b);
	memcpy(&v, out, sizeof(v));
	return v;
}

/* First reading: whose number stands where, and whether for two people. */
static enum err
scan(struct import_run *r, const struct csv_row *row, void *arg)
{
	struct staff_file *f = arg;
	struct staff s = { .unit = "",
		.position = "",
		.group_name = "",
		.badge = "",
		.mail = "",
		.starts_on = DAY_NONE,
		.ends_on = DAY_NONE };
	const char *names[2];
	struct member *m;
	uint64_t who;

	if (staff_row_read(r, row, &s) != NULL) {
		/* Refused, but no reason to call anybody missing. */
		if (s.number != NULL && s.number[0] != '\0' &&
		    strlen(s.number) <= 20) {
			m = staff_file_member(f, s.number);
			m->listed = true;
		}
		return OK;
	}
	m = staff_file_member(f, s.number);
	names[0] = text_fold(r->row, s.first_name);
	names[1] = text_fold(r->row, s.last_name);
	who = digest(names, 2);
	if (m->line == 0) {
		m->line = (uint32_t)row->line;
		m->who = who;
		m->all = digest(row->cells, row->n);
	} else if (m->who != who && m->other == 0) {
		m->other = (uint32_t)row->line;
	}
	return OK;
}

/* ---- second reading ---- */

/* Is this the row that counts for its number?  NULL: yes. */
static const char *
not_this_one(struct import_run *r, const struct csv_row *row,
    const struct member *m, const struct staff *s, bool *same)
{
	*same = false;
	if (m->other != 0)
		return arena_printf(r->row,
		    "The employee number %s stands for two people in this "
		    "file, in lines %u and %u: correct it",
		    s->number, m->line, m->other);
	if (m->line == (uint32_t)row->line)
		return NULL;
	*same = m->all == digest(row->cells, row->n);
	return arena_printf(r->row,
	    "Line %u has the employee number %s already: the first row of a "
	    "person counts",
	    m->line, s->number);
}

/* The badge, unless it is somebody else's. */
static void
take_badge(struct import_run *r, struct staff_file *f,
    const struct csv_row *row, struct staff *s, const char *was)
{
	uint32_t me = staff_file_place(f, s->number), place = NOBODY;
	uint32_t *now;

	if (strcmp(s->badge, was) == 0)
		return;
	now =
	    s->badge[0] != '\0' ? staff_file_badge(f, s->badge, &place) : NULL;
	if (now != NULL && *now != NOBODY && *now != me) {
		import_note(r, row->line,
		    arena_printf(r->row,
			"The badge %s is that of %s on record: %s was taken "
			"without it",
			s->badge, names_text(&f->numbers, *now), s->number));
		s->badge = was;
		return;
	}
	if (now != NULL)
		*now = me;
	if (f->v[me].badge != NOBODY)
		f->badge_of[f->v[me].badge] = NOBODY;
	f->v[me].badge = place;
}

/* The account of this user name, where it belongs to the organisation. */
static enum err
account(struct import_run *r, const char *user, int64_t *id)
{
	unsigned roles = 0;
	struct person p;
	enum err e = person_find(r->db, r->row, user, &p);

	*id = 0;
	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK || (e = role_of(r->db, p.id, r->org, &roles)) != OK)
		return e;
	if (p.org == r->org || roles != 0)
		*id = p.id;
	return OK;
}

static enum err
take_user(struct import_run *r, struct staff_file *f, const struct csv_row *row,
    struct staff *s)
{
	const char *user = text_fold(r->row, import_cell(r, row, IMPORT_USER));
	uint32_t me = staff_file_place(f, s->number), *now;
	int64_t id;
	enum err e;

	if (user[0] == '\0')
		return OK;
	if ((e = account(r, user, &id)) != OK || (id != 0 && id == s->person))
		return e;
	now = id != 0 ? staff_file_user(f, user) : NULL;
	if (now == NULL || (*now != NOBODY && *now != me)) {
		import_note(r, row->line,
		    arena_printf(r->row,
			now == NULL
			    ? "This organisation has no account %.64s: %s was "
			      "taken without it"
			    : "The account %.64s is linked to somebody else: "
			      "%s was taken without it",
			user, s->number));
		return OK;
	}
	*now = me;
	s->person = id;
	return OK;
}

/* The group's id; 0 in a dry run, where it is not there yet. */
static enum err
take_group(struct import_run *r, struct staff_file *f, struct staff *s)
{
	bool fresh;

	s->group = 0;
	if (s->group_name[0] == '\0')
		return OK;
	names_add(&f->groups, text_fold(r->row, s->group_name), &fresh);
	r->report->groups += fresh;
	return r->head == NULL
		   ? OK
		   : group_want(r->db, r->head, s->group_name, &s->group);
}

static bool
as_it_was(const struct staff *a, const struct staff *b)
{
	return strcmp(a->badge, b->badge) == 0 && a->person == b->person &&
	       strcmp(a->first_name, b->first_name) == 0 &&
	       strcmp(a->last_name, b->last_name) == 0 &&
	       strcmp(a->unit, b->unit) == 0 &&
	       strcmp(a->position, b->position) == 0 &&
	       strcmp(a->mail, b->mail) == 0 &&
	       text_same(a->group_name, b->group_name) &&
	       a->starts_on == b->starts_on && a->ends_on == b->ends_on &&
	       a->missing == b->missing;
}

static enum err
store(struct import_run *r, struct staff_file *f, const struct csv_row *row,
    struct staff *s, const struct staff *was)
{
	struct member *m = staff_file_member(f, s->number);
	bool add = m->id == 0;
	enum err e;

	take_badge(r, f, row, s, was->badge);
	if (import_has(r, IMPORT_USER) && (e = take_user(r, f, row, s)) != OK)
		return e;
	s->missing = false;
	m->standing = STANDS_SAME;
	if (!add && as_it_was(s, was))
		return OK;
	m->standing = add ? STANDS_NEW : STANDS_CHANGED;
	if (import_has(r, IMPORT_GROUP) && (e = take_group(r, f, s)) != OK)
		return e;
	if (r->head == NULL)
		return OK;
	e = staff_write(r->db, r->head, s, add);
	m->id = s->id;
	/* All of it was asked before: such a fault is ours. */
	return e == ERR_INVALID || e == ERR_CONFLICT ? ERR_IO : e;
}

/* What is on record of whom the row is about; empty for somebody new. */
static enum err
recall(struct import_run *r, const struct member *m, struct staff *was)
{
	*was = staff_nobody;
	return m->id == 0 ? OK : staff_read(r->db, r->row, r->org, m->id, was);
}

/* Their manager, by number; to be judged when everybody is known. */
static void
take_manager(struct import_run *r, struct staff_file *f,
    const struct csv_row *row, uint32_t me)
{
	const char *number = import_cell(r, row, IMPORT_MANAGER);
	const char *employee = import_employee(r, number);
	size_t at;

	f->v[me].new_boss = f->v[me].boss;
	if (!import_has(r, IMPORT_MANAGER))
		return;
	f->v[me].new_boss = NOBODY;
	if (number[0] == '\0')
		return;
	if (names_find(&f->numbers, number, &at) ||
	    (employee != NULL && names_find(&f->numbers, employee, &at)))
		f->v[me].new_boss = (uint32_t)at;
	else
		import_note(r, row->line,
		    arena_printf(r->row,
			"The manager %.40s is neither in the file nor on "
			"record: %s was taken without a manager",
			number, names_text(&f->numbers, me)));
}

static enum err
take(struct import_run *r, const struct csv_row *row, void *arg)
{
	struct staff_file *f = arg;
	struct staff s = { .unit = "", .position = "", .mail = "" }, was;
	const char *says;
	uint32_t me;
	bool same;
	enum err e;

	r->report->seen++;
	s.badge = s.group_name = "";
	s.starts_on = s.ends_on = DAY_NONE;
	if ((says = staff_row_read(r, row, &s)) != NULL)
		return import_refuse(r, row, says);
	me = staff_file_place(f, s.number);
	says = not_this_one(r, row, &f->v[me], &s, &same);
	if (same)
		r->report->same++;
	if (says != NULL)
		return same ? OK : import_refuse(r, row, says);
	if ((e = recall(r, &f->v[me], &was)) != OK)
		return e;
	/* Once more, over what is on record: what the file lacks stays. */
	s = was;
	if ((says = staff_row_read(r, row, &s)) != NULL)
		return import_refuse(r, row, says);
	if (f->groups.n >= GROUPS_MOST && s.group_name[0] != '\0')
		return import_refuse(r, row,
		    "There are 2,000 staff groups already: is the column for "
		    "the staff group the right one?");
	take_manager(r, f, row, me);
	return store(r, f, row, &s, &was);
}

enum err
import_staff_file(struct import_run *r)
{
	struct staff_file f = { 0 };
	enum err e;

	if ((e = staff_file_load(r, &f)) == OK &&
	    (e = import_each(r, scan, &f)) == OK &&
	    (e = import_each(r, take, &f)) == OK &&
	    (e = staff_file_managers(r, &f)) == OK)
		e = staff_file_absent(r, &f);
	staff_file_clear(&f);
	return e;
}
