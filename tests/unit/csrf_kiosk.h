/* csrf_kiosk.h - those who send a terminal's forms. */
#ifndef CSRF_KIOSK_H
#define CSRF_KIOSK_H
#include "kiosk_site.h"

#include "route.h"

/* A terminal for each stage, so that they do not end one another's visits. */
static struct terminal terminals[STAGES];
static struct visitor standing[STAGES];

/* Somebody who has come as far as this route needs. */
static inline struct visitor *
stander_for(struct site *s, const struct route *route)
{
	enum stage stage = AT_TERMINAL;

	if (route->roles == ROLE_NAMED)
		stage = AT_NAMED;
	if (route->roles == ROLE_PROVED)
		stage = AT_PROVED;
	site_stand(s, &terminals[stage], stage, &standing[stage]);
	site_mark(s);
	return &standing[stage];
}

static inline int
open_with_terminals(void **state)
{
	struct staff who;
	struct site *s;
	int i;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	who = site_staff(s, A, "20415678", "Kofi", s->person[A][0]);
	for (i = 0; i < STAGES; i++) {
		site_terminal(s, A, "Ward 6", &terminals[i]);
		terminals[i].staff = who;
	}
	return 0;
}
#endif
