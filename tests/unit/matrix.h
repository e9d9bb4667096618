/* matrix.h - the policy of the rights matrix, and who asks. */
#ifndef MATRIX_H
#define MATRIX_H
#include "kiosk_site.h"

#include "api_token.h"
#include "course.h"
#include "guard.h"
#include "route.h"

/* A line of policy.txt. */
struct rule {
	char method[8], pattern[100];
	unsigned who[2]; /* roles, by workflow */
	bool everybody;
	int answer[2];
};

struct rights {
	struct rule v[400];
	size_t n;
};

/* Who asks: in an organisation with roles, or as a stranger. */
struct asker {
	const char *name;
	struct visitor v;
	unsigned roles;
	int o;       /* where they act */
	bool inside; /* there is a session that counts */
	int64_t person;
	unsigned at; /* a bit of ROLES_KIOSK: stands at a terminal */
	enum stage stage;
	struct terminal terminal;
	struct visitor start; /* what its start page's form holds */
};

struct matrix {
	struct site *s;
	struct rights policy;
	struct asker ask[40];
	size_t n;
	struct visitor pre;          /* of the sign-in form */
	struct terminal spare[ORGS]; /* of the administrator's list */
	int64_t token[ORGS];         /* of the first of its people */
	char number[ORGS][20], unplanned[ORGS][20], initiative[20];
	struct buf faults;
	unsigned long asked, faulty;
};

/* ---- the policy ---- */

static inline unsigned
roles_of(char *words)
{
	unsigned roles = 0;
	char *word, *rest;

	for (word = strtok_r(words, ",", &rest); word != NULL;
	     word = strtok_r(NULL, ",", &rest)) {
		if (strcmp(word, "nobody") == 0)
			continue;
		if (strcmp(word, "terminal") == 0 ||
		    strcmp(word, "named") == 0 || strcmp(word, "proved") == 0) {
			roles |= word[0] == 't'   ? ROLE_TERMINAL
				 : word[0] == 'n' ? ROLE_NAMED
						  : ROLE_PROVED;
			continue;
		}
		if (strcmp(word, "signed-in") == 0) {
			roles |= ROLE_SIGNED_IN;
			continue;
		}
		assert_int_not_equal(role_named(word), ROLE_PUBLIC);
		roles |= role_named(word);
	}
	return roles;
}

static inline void
read_rule(struct rule *r, char *line)
{
	char full[200], simple[200];

	assert_int_equal(sscanf(line, "%7s %99s %199s %d %199s %d", r->method,
			     r->pattern, full, &r->answer[WORKFLOW_FULL],
			     simple, &r->answer[WORKFLOW_SIMPLIFIED]),
	    6);
	r->everybody = strcmp(full, "everybody") == 0;
	if (r->everybody)
		return;
	r->who[WORKFLOW_FULL] = roles_of(full);
	r->who[WORKFLOW_SIMPLIFIED] = roles_of(simple);
}

static inline void
read_rights(struct rights *p)
{
	char name[500], line[500];
	FILE *f;

	snprintf(name, sizeof(name), "%s/tests/unit/policy.txt",
	    getenv("IGTK_SOURCE"));
	f = fopen(name, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		assert_true(p->n < COUNT(p->v));
		read_rule(&p->v[p->n++], line);
	}
	fclose(f);
}

static inline const struct rule *
rule_of(const struct rights *p, const char *method, const char *pattern)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (strcmp(p->v[i].method, method) == 0 &&
		    strcmp(p->v[i].pattern, pattern) == 0)
			return &p->v[i];
	return NULL;
}

static inline bool
for_kiosk(const struct rule *rule)
{
	return (rule->who[0] & ROLES_KIOSK) != 0;
}

static inline const char *
method_name(const struct route *route)
{
	return route->method == METHOD_GET ? "GET" : "POST";
}

/* ---- who asks ---- */

static inline struct asker *
add_asker(
    struct matrix *m, const char *name, int o, unsigned roles, int64_t person)
{
	struct asker *a = &m->ask[m->n++];

	*a = (struct asker){ .name = name,
		.roles = roles,
		.o = o,
		.inside = person != 0,
		.person = person };
	if (person != 0)
		site_visit(m->s, person, &a->v);
	return a;
}

static inline void
add_spoiled(struct matrix *m, const char *name, const char *sql)
{
	struct site *s = m->s;
	struct asker *a = add_asker(
	    m, name, A, 0, s->person[A][role_place(ROLE_ADMINISTRATOR)]);
	char text[200];

	a->inside = false;
	snprintf(text, sizeof(text),
	    "UPDATE session SET %s WHERE token = "
	    "(SELECT token FROM session ORDER BY begun_at DESC LIMIT 1)",
	    sql);
	site_sql(s, text);
}

static inline void
add_closed(struct matrix *m)
{
	struct unit u = by(m->s->org[A].id, 0, "test");
	struct person p = { .user = "closed", .name = "Ann Own" };
	struct grant g = { .role = ROLE_ADMINISTRATOR };
	struct db *db = m->s->w->app.writer;

	assert_int_equal(person_add(db, &u, &p), OK);
	g.person = p.id;
	assert_int_equal(role_grant(db, &u, &g), OK);
	add_asker(m, "closed account", A, 0, p.id)->inside = false;
	p.user = "closed";
	p.closed = true;
	assert_int_equal(person_change(db, &u, &p), OK);
}

static inline void
add_askers(struct matrix *m)
{
	static const int places[] = { A, C };
	struct site *s = m->s;
	struct asker *a;
	enum role role;
	unsigned i, k;

	for (k = 0; k < COUNT(places); k++) {
		for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
			if (role != ROLE_NATIONAL)
				add_asker(m, role_name(role), places[k], role,
				    s->person[places[k]][role_place(role)]);
		a = add_asker(
		    m, "national", places[k], ROLE_NATIONAL, s->national);
		site_move(s, &a->v, s->national, s->org[places[k]].id);
	}
	add_asker(m, "no role", A, 0, s->nobody);
	add_asker(m, "stranger", A, 0, 0);
	add_spoiled(m, "idle too long", "seen_at = seen_at - 901000000");
	add_spoiled(
	    m, "begun too long ago", "begun_at = begun_at - 43201000000");
	add_closed(m);
}

/*
 * They come to where they stood: what was done there ended that visit.  Not
 * put into its caller, where gcc 12 sees texts overlap that do not.
 */
static __attribute__((noinline)) void
stand_again(struct matrix *m, struct asker *a)
{
	site_stand(m->s, &a->terminal, AT_TERMINAL, &a->start);
	site_stand(m->s, &a->terminal, a->stage, &a->v);
}

/* Each at a terminal of their own: a terminal holds one visit. */
static inline void
add_at_kiosks(struct matrix *m)
{
	static const struct {
		const char *name;
		enum role at;
		enum stage stage;
	} all[] = { { "terminal", ROLE_TERMINAL, AT_TERMINAL },
		{ "named", ROLE_NAMED, AT_NAMED },
		{ "proved", ROLE_PROVED, AT_PROVED } };
	static const int places[] = { A, C };
	struct asker *a;
	struct staff who;
	size_t i, k;

	for (k = 0; k < COUNT(places); k++) {
		who = site_staff(m->s, places[k], "20415678", "Kofi", 0);
		for (i = 0; i < COUNT(all); i++) {
			a = add_asker(m, all[i].name, places[k], 0, 0);
			a->at = all[i].at;
			a->stage = all[i].stage;
			site_terminal(m->s, places[k], "Ward 6", &a->terminal);
			a->terminal.staff = who;
			stand_again(m, a);
		}
	}
}

/* B has terminals, staff and a course too, which bear its mark. */
static inline void
add_spare(struct matrix *m, int o)
{
	site_terminal(m->s, o, o == B ? MARK " ward" : "Hall", &m->spare[o]);
}

static inline void
fill_b(struct matrix *m)
{
	struct unit u = by(m->s->org[B].id, 0, "test");
	struct course k = { .code = MARK "-1",
		.name = MARK " course",
		.window_md = "",
		.for_all = true,
		.statement = MARK " statement" };

	assert_int_equal(course_add(m->s->w->app.writer, &u, &k), OK);
	(void)site_staff(m->s, B, MARK "7", MARK, 0);
}

/* A token that works; the one before stays as it is. */
static inline void
add_token(struct matrix *m, int o)
{
	struct unit u = by(m->s->org[o].id, 0, "test");
	day today = clock_day(clock_now());
	struct api_token t = { .person = m->s->person[o][0],
		.name = o == B ? MARK " token" : "Token",
		.scopes = SCOPE_READ,
		.expires_on = today + 1 };
	char text[API_TOKEN_TEXT];

	assert_int_equal(
	    api_token_make(m->s->w->app.writer, &u, &t, today, text), OK);
	m->token[o] = t.id;
}

/* The sign-in form is open to everybody, and has a cookie of its own. */
static inline void
take_pre(struct matrix *m)
{
	char pre[64];

	assert_int_equal(site_get(m->s, NULL, "/sign-in"), 200);
	hidden(m->s->w, "csrf", m->pre.csrf);
	cookie_set(m->s->w, "__Host-igtk-pre", pre);
	snprintf(
	    m->pre.cookie, sizeof(m->pre.cookie), "__Host-igtk-pre=%.43s", pre);
}

static inline int
open_matrix(void **state)
{
	struct matrix *m = calloc(1, sizeof(*m));
	void *s;

	if (m == NULL || site_open(&s) != 0)
		return -1;
	m->s = s;
	read_rights(&m->policy);
	snprintf(m->number[A], 20, "101");
	snprintf(m->number[C], 20, "114");
	snprintf(m->unplanned[A], 20, "110");
	snprintf(m->unplanned[C], 20, "116");
	snprintf(m->initiative, 20, "IGM");
	take_pre(m);
	add_askers(m);
	add_at_kiosks(m);
	for (int o = 0; o < ORGS; o++)
		add_spare(m, o), add_token(m, o);
	fill_b(m);
	m->s->drafts = true; /* what comes too late is kept */
	site_mark(s);
	*state = m;
	return 0;
}

static inline int
close_matrix(void **state)
{
	struct matrix *m = *state;
	void *s = m->s;

	buf_clear(&m->faults);
	free(m);
	return site_close(&s);
}
#endif
