/* site_training.h - staff records of a site's people, courses and policies. */
#ifndef SITE_TRAINING_H
#define SITE_TRAINING_H
#include "policy.h"
#include "training.h"

/* Only B holds this course. */
#define B_COURSE "ONLY-B"

/* Those with a record: each role's person, the national one, and nobody. */
#define STAFF_NATIONAL ROLES
#define STAFF_NOBODY (ROLES + 1)
#define STAFF_MOST (ROLES + 2)

struct site_training {
	int64_t staff[ORGS][STAFF_MOST];      /* 0: none */
	int64_t completion[ORGS][STAFF_MOST]; /* of IG-ANNUAL, ten days ago */
	char number[ORGS][STAFF_MOST][CERTIFICATE_SIZE];
	int64_t policy[ORGS];
	int64_t group[ORGS], exclusion[ORGS]; /* of each one's first of staff */
};

static inline void
add_completion(struct site *s, struct site_training *t, int o, int i)
{
	struct unit u = by_role(s, o, ROLE_STAFF);
	struct db *db = s->w->app.writer;
	day today = clock_day(clock_now());
	enum completion_fault fault;
	struct course k;
	struct completion c = { .staff = t->staff[o][i],
		.course = "IG-ANNUAL",
		.done_on = today - 10,
		.source = FROM_SELF,
		.score = -1,
		.proof = PROOF_PASSWORD,
		.place = "" };

	assert_int_equal(
	    course_read(db, s->arena, s->org[o].id, "IG-ANNUAL", &k), OK);
	c.statement = k.statement;
	c.statement_version = k.statement_version;
	assert_int_equal(training_complete(db, &u, &c, today, &fault), OK);
	t->completion[o][i] = c.id;
	memcpy(t->number[o][i], c.number, sizeof(c.number));
}

static inline void
add_staff(struct site *s, struct site_training *t, int o, int i, int64_t person)
{
	const char *text = o == B ? MARK " staff" : "Own Staff";
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	char number[20];
	struct staff m = { .number = number,
		.badge = "",
		.person = person,
		.first_name = text,
		.last_name = text,
		.unit = text,
		.position = text,
		.mail = "",
		.starts_on = day_make(2020, 1, 1),
		.ends_on = DAY_NONE };

	snprintf(number, sizeof(number), "%s-%d", o == B ? MARK : "S", i);
	assert_int_equal(staff_add(s->w->app.writer, &u, &m), OK);
	t->staff[o][i] = m.id;
	add_completion(s, t, o, i);
}

static inline void
add_policy(struct site *s, struct site_training *t, int o)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct policy p = { .title = o == B ? MARK " policy" : "Own policy",
		.text = o == B ? MARK " text" : "Lock your screen.",
		.for_all = true };

	assert_int_equal(policy_add(s->w->app.writer, &u, &p, NULL, 0), OK);
	t->policy[o] = p.id;
}

static inline void
add_course_of_b(struct site *s)
{
	struct unit u = by_role(s, B, ROLE_ADMINISTRATOR);
	struct course k = { .code = B_COURSE,
		.name = MARK " course",
		.validity = VALID_MONTHS,
		.months = 12,
		.window_md = "",
		.for_all = true,
		.statement = MARK " statement" };

	assert_int_equal(course_add(s->w->app.writer, &u, &k), OK);
}

/*
 * The first of the staff is below the manager, belongs to a group, and was
 * left out of the figure once.
 */
static inline void
add_team(struct site *s, struct site_training *t, int o)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct db *db = s->w->app.writer;
	struct exclusion x = { .staff = t->staff[o][0],
		.kind = LEFT_OUT_LEAVE,
		.reason = o == B ? MARK " reason" : "Own reason",
		.from_on = day_make(2021, 1, 1),
		.until_on = day_make(2021, 6, 30) };
	struct staff m;

	assert_int_equal(group_add(db, &u, o == B ? MARK " group" : "Own group",
			     &t->group[o]),
	    OK);
	assert_int_equal(
	    staff_read(db, s->arena, s->org[o].id, t->staff[o][0], &m), OK);
	m.manager = t->staff[o][role_place(ROLE_MANAGER)];
	m.group = t->group[o];
	assert_int_equal(staff_change(db, &u, &m), OK);
	assert_int_equal(exclusion_add(db, &u, &x), OK);
	t->exclusion[o] = x.id;
}

static inline void
site_training_make(struct site *s, struct site_training *t)
{
	int o, i;

	for (o = 0; o < ORGS; o++) {
		for (i = 0; i < ROLES; i++)
			add_staff(s, t, o, i, s->person[o][i]);
		add_policy(s, t, o);
		add_team(s, t, o);
	}
	add_staff(s, t, A, STAFF_NATIONAL, s->national);
	add_staff(s, t, C, STAFF_NATIONAL, s->national);
	add_staff(s, t, A, STAFF_NOBODY, s->nobody);
	add_course_of_b(s);
}

/* Whose record this person's is; the first one's for strangers. */
static inline int
staff_place(const struct site *s, int o, int64_t person)
{
	int i;

	if (person == s->national)
		return STAFF_NATIONAL;
	if (person == s->nobody)
		return STAFF_NOBODY;
	for (i = 0; i < ROLES; i++)
		if (s->person[o][i] == person)
			return i;
	return 0;
}

/*
 * What stands in for a name of these pages' patterns: one's own, B's, or what
 * nobody has.  NULL: the pattern is another page's.
 */
static inline const char *
training_stand_in(const struct site *s, const struct site_training *t,
    const char *pattern, int o, int64_t person, bool own, bool foreign)
{
	static char text[24];
	int of = foreign ? B : o, i = foreign ? 0 : staff_place(s, o, person);
	int64_t id = INT64_MAX;

	if (strncmp(pattern, "/training/course", 16) == 0)
		return own ? "IG-ANNUAL" : foreign ? B_COURSE : "NONE";
	if (strncmp(pattern, "/training/certificate", 21) == 0)
		return own || foreign ? t->number[of][i] : "AAAA-AAAA-AA";
	if (strncmp(pattern, "/verify", 7) == 0)
		return "AAAA-AAAA-AA";
	if (strncmp(pattern, "/manage/courses/:", 17) == 0)
		return own ? "IG-ANNUAL" : foreign ? B_COURSE : "NONE";
	if (strncmp(pattern, ":exclusion", 10) == 0)
		id = own || foreign ? t->exclusion[of] : id;
	else if (strncmp(pattern, "/team/:", 7) == 0 ||
		 strncmp(pattern, "/manage/staff/:", 15) == 0)
		id = own || foreign ? t->staff[of][0] : id;
	else if (strncmp(pattern, "/training/correct", 17) == 0)
		id = own || foreign ? t->completion[of][i] : id;
	else if (strstr(pattern, "/policies/:id") != NULL)
		id = own || foreign ? t->policy[of] : id;
	else
		return NULL;
	snprintf(text, sizeof(text), "%lld", (long long)id);
	return text;
}

/*
 * What stands in for a name of the public pages' patterns: always A's, as what
 * was published is everybody's to see.  NULL: the pattern is another page's.
 */
static inline const char *
public_stand_in(const struct site *s, const char *pattern, const char *name)
{
	if (strncmp(pattern, "/public/", 8) != 0)
		return NULL;
	if (strncmp(name, ":organisation", 13) == 0)
		return s->org[A].code;
	return strncmp(name, ":version", 8) == 0 ? "13.0" : "1";
}

/* The same for A's first person, as a whole path; false: another page's. */
static inline bool
training_path(const struct site *s, const char *pattern, char *path, size_t n)
{
	const char *at = pattern, *in = NULL;
	size_t k = 0;

	while (*at != '\0' && k + 1 < n) {
		if (*at != ':') {
			path[k++] = *at++;
			continue;
		}
		in = public_stand_in(s, pattern, at);
		if (in == NULL)
			in = training_stand_in(s, s->training,
			    strncmp(at, ":exclusion", 10) == 0 ? at : pattern,
			    A, s->person[A][0], true, false);
		if (in == NULL)
			return false;
		k += (size_t)snprintf(path + k, n - k, "%s", in);
		at += strcspn(at, "/");
	}
	path[k] = '\0';
	return in != NULL;
}
#endif
