/* kiosk_stand.h - somebody in front of a terminal, page after page. */
#ifndef KIOSK_STAND_H
#define KIOSK_STAND_H
#include "markup.h"

#include "kiosk_site.h"

static struct site *s;
static struct terminal t;

/* What a browser at the terminal holds after the last answer. */
static inline void
take_visit(struct visitor *v)
{
	char token[64];

	cookie_set(s->w, "__Host-igtk-visit", token);
	snprintf(v->cookie, sizeof(v->cookie), "%s; __Host-igtk-visit=%.43s",
	    t.cookie, token);
}

/* Type a number at the start page. */
static inline void
name_oneself(struct visitor *v, const char *typed)
{
	struct visitor at;
	struct sheet f;

	site_stand(s, &t, AT_TERMINAL, &at);
	sheet_take(s, &at, "/kiosk", "/kiosk", &f);
	sheet_set(&f, s->arena, sheet_field(&f, "field")->value, typed);
	assert_int_equal(sheet_send(s, &at, &f), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/proof");
	take_visit(v);
}

static inline int
give(struct visitor *v, const char *page, const char *secret)
{
	struct sheet f;
	int status;

	sheet_take(s, v, page, "/kiosk/proof", &f);
	sheet_set(&f, s->arena, sheet_field(&f, "field")->value, secret);
	status = sheet_send(s, v, &f);
	if (strcmp(site_header(s, "Location"), "/kiosk/owed") == 0)
		take_visit(v);
	return status;
}

static inline int
give_pin(struct visitor *v, const char *pin)
{
	return give(v, "/kiosk/proof", pin);
}

static inline int
give_password(struct visitor *v, const char *password)
{
	return give(v, "/kiosk/proof?password=1", password);
}

static inline int
open_terminal(void **state)
{
	if (site_open(state) != 0)
		return -1;
	s = *state;
	t.staff = site_staff(
	    s, A, "20415678", "Kofi", s->person[A][role_place(ROLE_STAFF)]);
	site_terminal(s, A, "Ward 6", &t);
	return 0;
}
#endif
