/* meeting.c - the form of a group session: who may be ticked, what was typed.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "meeting.h"
#include "req.h"

#define PRESENT_MOST 800 /* a form has 1,000 fields at most */
#define NUMBERS_MOST 4000

static struct attendee
attendee_of(struct req *r, const struct staff *s)
{
	return (struct attendee){ .staff = *s,
		.field = arena_printf(r->arena, "who-%lld", (long long)s->id) };
}

enum err
meeting_open(struct req *r, struct meeting *m, struct staff *lead)
{
	struct staff_list below;
	enum err e;
	size_t i;

	*m = (struct meeting){ .anybody = team_administers(r),
		.course = "",
		.trainer = "",
		.sheet = "",
		.numbers = "",
		.wanted = "",
		.held = { "", "", "", DAY_NONE } };
	if ((e = team_lead(r, 0, lead)) != OK)
		return e;
	e = staff_below(
	    r->db, r->arena, r->session.org, lead->id, r->today, &below);
	if (e != OK)
		return e;
	m->v = arena_array(r->arena, below.n + PRESENT_MOST, sizeof(*m->v));
	for (i = 0; i < below.n; i++)
		m->v[m->n++] = attendee_of(r, &below.v[i]);
	return OK;
}

static struct attendee *
attendee(const struct meeting *m, int64_t id)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->v[i].staff.id == id)
			return &m->v[i];
	return NULL;
}

/* Tick somebody, who joins the list where they are not in the team. */
static void
tick(struct form *f, struct meeting *m, const struct staff *s, size_t *joined)
{
	struct attendee *a = attendee(m, s->id);

	if (a == NULL && *joined == PRESENT_MOST) {
		form_fault(f, "who", "Record the others as another session");
		return;
	}
	if (a == NULL) {
		m->v[m->n] = attendee_of(f->r, s);
		a = &m->v[m->n++];
		++*joined;
	}
	a->on = true;
}

static int64_t
id_of(const char *field)
{
	const char *p = field + strlen("who-");
	int64_t id = 0;

	for (; *p >= '0' && *p <= '9' && id < INT64_MAX / 100; p++)
		id = 10 * id + (*p - '0');
	if (*p >= '0' && *p <= '9' &&
	    __builtin_add_overflow(10 * id, *p++ - '0', &id))
		return 0;
	return *p == '\0' ? id : 0;
}

/* The boxes that were ticked.  Whoever may not be ticked is nobody. */
static enum err
take_boxes(struct form *f, struct meeting *m, size_t *joined)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		const char *name = f->v[i].name;
		struct attendee *a;
		struct staff s;
		enum err e;

		if (strncmp(name, "who-", 4) != 0)
			continue;
		(void)form_tick(f, name);
		if ((a = attendee(m, id_of(name))) != NULL) {
			a->on = true;
			continue;
		}
		e = m->anybody ? staff_read(f->r->db, f->r->arena,
				     f->r->session.org, id_of(name), &s)
			       : ERR_NOTFOUND;
		if (e == OK)
			tick(f, m, &s, joined);
		else if (e == ERR_NOTFOUND)
			form_fault(f, "who",
			    "Somebody you ticked is not in your team any "
			    "more. Check who is ticked now");
		else
			return e;
	}
	return OK;
}

/* Staff numbers, with spaces, commas or lines between them. */
static enum err
take_numbers(struct form *f, struct meeting *m, size_t *joined)
{
	static const char between[] = " \t\r\n,;";
	const char *p = m->numbers, *unknown = "";
	struct arena *a = f->r->arena;
	size_t n;

	for (p += strspn(p, between); *p != '\0';
	     p += n + strspn(p + n, between)) {
		const char *number;
		struct staff s;
		enum err e;

		n = strcspn(p, between);
		number = arena_copy(a, p, n);
		e = staff_find(f->r->db, a, f->r->session.org, number, &s);
		if (e == OK)
			tick(f, m, &s, joined);
		else if (e == ERR_NOTFOUND)
			unknown = arena_printf(a, "%s%s%s", unknown,
			    unknown[0] == '\0' ? "" : ", ", number);
		else
			return e;
	}
	if (unknown[0] == '\0')
		m->numbers = ""; /* they are ticked now */
	else
		form_fault(f, "numbers",
		    arena_printf(
			a, "Nobody here has the staff number %s", unknown));
	return OK;
}

static enum err
take_course(struct form *f, struct meeting *m)
{
	struct req *r = f->r;
	enum err e = ERR_NOTFOUND;

	m->course = form_line(f, "course", "the course", 20);
	if (m->course[0] != '\0')
		e = course_read(
		    r->db, r->arena, r->session.org, m->course, &m->of);
	if (e == ERR_NOTFOUND)
		m->of.code = NULL;
	if (e == ERR_NOTFOUND || (e == OK && m->of.closed)) {
		form_fault(f, "course", "Select the course");
		return OK;
	}
	return e;
}

void
meeting_fault(struct form *f, const struct meeting *m, struct attendee *a,
    enum completion_fault fault)
{
	struct arena *arena = f->r->arena;

	/* The summary and the words beside the box say the same. */
	a->fault = arena_printf(arena, "%s: %s", staff_name(arena, &a->staff),
	    completion_says(arena, fault, &a->staff, &m->of));
	form_fault(f, a->field, a->fault);
}

/* By the same rules as when it is recorded. */
static void
judge(struct form *f, const struct meeting *m)
{
	enum completion_fault fault;
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct completion c = {
			.source = FROM_GROUP, .done_on = m->held.on, .score = -1
		};

		if (!m->v[i].on)
			continue;
		fault =
		    completion_judge(&c, &m->v[i].staff, &m->of, f->r->today);
		if (fault == COMPLETION_FUTURE || fault == COMPLETION_OLD) {
			form_fault(f, "held-day",
			    completion_says(
				f->r->arena, fault, &m->v[i].staff, &m->of));
			return;
		}
		if (fault != COMPLETION_FINE)
			meeting_fault(f, m, &m->v[i], fault);
	}
}

static int
by_unit(const void *a, const void *b)
{
	const struct attendee *x = a, *y = b;
	int order = strcmp(x->staff.unit, y->staff.unit);

	if (order == 0)
		order = strcmp(x->staff.last_name, y->staff.last_name);
	if (order == 0)
		order = strcmp(x->staff.first_name, y->staff.first_name);
	return order != 0
		   ? order
		   : (x->staff.id > y->staff.id) - (x->staff.id < y->staff.id);
}

size_t
meeting_present(const struct meeting *m)
{
	size_t i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->v[i].on;
	return n;
}

enum err
meeting_take(struct form *f, struct meeting *m)
{
	size_t joined = 0;
	enum err e;

	m->wanted = form_line(f, "do", "what to do", 10);
	if ((e = take_course(f, m)) != OK)
		return e;
	form_day(f, "held", "the date of the session", &m->held);
	if (m->held.on == DAY_NONE &&
	    faults_about(&f->faults, "held-day") == NULL &&
	    m->held.dom[0] == '\0' && m->held.month[0] == '\0' &&
	    m->held.year[0] == '\0')
		form_fault(f, "held-day", "Enter the date of the session");
	m->trainer = form_need(f, "trainer", "the trainer's name", 200);
	m->sheet = form_need(f, "sheet", "where the signed sheet is kept", 200);
	if (m->anybody)
		m->numbers =
		    form_area(f, "numbers", "the staff numbers", NUMBERS_MOST);
	if ((e = take_boxes(f, m, &joined)) != OK ||
	    (e = take_numbers(f, m, &joined)) != OK)
		return e;
	qsort(m->v, m->n, sizeof(*m->v), by_unit);
	if (meeting_present(m) == 0 && faults_about(&f->faults, "who") == NULL)
		form_fault(f, "who", "Tick who was present");
	if (m->of.code != NULL && m->held.on != DAY_NONE)
		judge(f, m);
	return OK;
}
