/* kiosk_site.h - terminals of a site, and people in front of them. */
#ifndef KIOSK_SITE_H
#define KIOSK_SITE_H
#include "site.h"

#include "kiosk.h"
#include "pin.h"
#include "staff.h"

#define KIOSK_PIN "274913"

/* How far somebody has come at a terminal. */
enum stage { AT_TERMINAL, AT_NAMED, AT_PROVED, STAGES };

struct terminal {
	struct kiosk kiosk;
	char cookie[70]; /* the terminal's own */
	struct staff staff;
};

/* Whoever has an account is on record already: that record becomes this. */
static inline void
put_staff(struct site *s, int o, struct unit *u, struct staff *who)
{
	struct db *db = s->w->app.writer;
	struct staff on;

	if (who->person == 0 || staff_of_person(db, s->arena, s->org[o].id,
				    who->person, &on) != OK) {
		assert_int_equal(staff_add(db, u, who), OK);
		return;
	}
	who->id = on.id;
	assert_int_equal(staff_change(db, u, who), OK);
}

/* One of the staff, with a PIN; person 0: without an account. */
static inline struct staff
site_staff(struct site *s, int o, const char *number, const char *first,
    int64_t person)
{
	struct unit u = by(s->org[o].id, 0, "test");
	struct staff who = { .number = number,
		.badge = "",
		.person = person,
		.first_name = first,
		.last_name = o == B ? MARK "son" : "Mensah",
		.unit = o == B ? MARK " unit" : "Ward",
		.position = "",
		.mail = "",
		.group_name = "",
		.starts_on = DAY_NONE,
		.ends_on = DAY_NONE };

	put_staff(s, o, &u, &who);
	assert_int_equal(pin_set(s->w->app.writer, &u, &who, KIOSK_PIN), OK);
	return who;
}

static inline void
site_terminal(struct site *s, int o, const char *place, struct terminal *t)
{
	struct unit u = by(s->org[o].id, 0, "test");
	struct db *db = s->w->app.writer;
	struct kiosk made = { .place = place };
	char code[KIOSK_CODE_SIZE], token[SESSION_TOKEN_TEXT];

	assert_int_equal(kiosk_add(db, &u, &made, code), OK);
	u = by(s->org[o].id, 0, "kiosk");
	assert_int_equal(kiosk_register(db, &u, code, clock_now(), token), OK);
	assert_int_equal(kiosk_find(db, s->arena, token, &t->kiosk), OK);
	snprintf(t->cookie, sizeof(t->cookie), "__Host-igtk-kiosk=%s", token);
}

/* Somebody at this terminal: cookies, and what forms there hold. */
static inline void
site_stand(struct site *s, const struct terminal *t, enum stage stage,
    struct visitor *v)
{
	struct unit u = by(t->kiosk.org, t->staff.person, "staff");
	char token[SESSION_TOKEN_TEXT], next[SESSION_TOKEN_TEXT], pre[64];
	struct db *db = s->w->app.writer;
	int64_t now = clock_now();
	struct visit visit;

	snprintf(v->cookie, sizeof(v->cookie), "%s", t->cookie);
	if (stage == AT_TERMINAL) {
		assert_int_equal(site_get(s, v, "/kiosk"), 200);
		hidden(s->w, "csrf", v->csrf);
		cookie_set(s->w, "__Host-igtk-pre", pre);
		snprintf(v->cookie, sizeof(v->cookie),
		    "%.69s; __Host-igtk-pre=%.43s", t->cookie, pre);
		return;
	}
	assert_int_equal(visit_begin(db, &t->kiosk, t->staff.id,
			     t->staff.number, now, token),
	    OK);
	if (stage == AT_PROVED) {
		assert_int_equal(visit_prove(db, &u, &t->kiosk, token,
				     &t->staff, VISIT_PIN, now, next),
		    OK);
		memcpy(token, next, sizeof(token));
	}
	assert_int_equal(
	    visit_find(db, s->arena, &t->kiosk, token, now, &visit), OK);
	snprintf(v->cookie, sizeof(v->cookie), "%.69s; __Host-igtk-visit=%.43s",
	    t->cookie, token);
	snprintf(v->csrf, sizeof(v->csrf), "%s", visit.csrf);
}
#endif
