/* site.h - a whole site in one process, and people who ask it. */
#ifndef SITE_H
#define SITE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "site_make.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- what the records hold ---- */

static inline void
hash_row(crypto_generichash_state *h, sqlite3_stmt *st)
{
	int i, n;

	for (i = 0; i < sqlite3_column_count(st); i++) {
		n = sqlite3_column_bytes(st, i);
		crypto_generichash_update(
		    h, (const unsigned char *)&n, sizeof(n));
		if (n > 0)
			crypto_generichash_update(
			    h, sqlite3_column_blob(st, i), (size_t)n);
	}
}

static inline void
hash_query(struct site *s, crypto_generichash_state *h, const char *sql)
{
	sqlite3_stmt *st;

	assert_int_equal(
	    sqlite3_prepare_v2(s->raw, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		hash_row(h, st);
	sqlite3_finalize(st);
}

/* Everything but counted attempts and when a session or visit was last seen. */
static inline void
site_hash(struct site *s, unsigned char out[32])
{
	static const char tables[] =
	    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT "
	    "IN ('throttle', 'session', 'kiosk_session') ORDER BY name";
	crypto_generichash_state h;
	sqlite3_stmt *st;
	char sql[200];

	crypto_generichash_init(&h, NULL, 0, 32);
	assert_int_equal(
	    sqlite3_prepare_v2(s->raw, tables, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(st, 0);

		if (s->drafts && strcmp(name, "draft") == 0)
			continue;
		snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\"", name);
		hash_query(s, &h, sql);
	}
	sqlite3_finalize(st);
	hash_query(s, &h,
	    "SELECT token, person_id, org_id, begun_at "
	    "FROM session ORDER BY token");
	hash_query(s, &h,
	    "SELECT token, kiosk_id, staff_id, proof, begun_at "
	    "FROM kiosk_session ORDER BY token");
	crypto_generichash_final(&h, out, 32);
}

static inline int64_t
site_number(struct site *s, const char *sql)
{
	sqlite3_stmt *st;
	int64_t n = -1;

	assert_int_equal(
	    sqlite3_prepare_v2(s->raw, sql, -1, &st, NULL), SQLITE_OK);
	if (sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* The figure that was kept with the organisation's publication; 0: none. */
static inline int64_t
site_frozen(struct site *s, int o)
{
	char sql[120];

	snprintf(sql, sizeof(sql),
	    "SELECT COALESCE(MAX(id), 0) FROM training_frozen WHERE org_id = "
	    "%lld",
	    (long long)s->org[o].id);
	return site_number(s, sql);
}

static inline void
site_sql(struct site *s, const char *sql)
{
	if (sqlite3_exec(s->raw, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(s->raw), sql);
}

/* Take the records as they are now for what site_unchanged compares with. */
static inline void
site_mark(struct site *s)
{
	s->version = (int)site_number(s, "PRAGMA data_version");
	site_hash(s, s->hash);
}

static inline bool
site_unchanged(struct site *s)
{
	int version = (int)site_number(s, "PRAGMA data_version");
	unsigned char now[32];

	if (version == s->version)
		return true;
	s->version = version;
	site_hash(s, now);
	return memcmp(now, s->hash, sizeof(now)) == 0;
}

/* ---- visitors ---- */

/* A session's new cookie, and what its forms hold from now on. */
static inline void
site_holds(struct site *s, struct visitor *v, const char *token)
{
	const struct session_limits limits = { 900, 43200 };
	struct app *app = &s->w->app;
	struct session session;

	assert_int_equal(session_find(app->reader, app->arena, token, &limits,
			     clock_now(), &session),
	    OK);
	snprintf(v->csrf, sizeof(v->csrf), "%s", session.csrf);
	snprintf(v->cookie, sizeof(v->cookie), "__Host-igtk=%.43s", token);
}

/* A new session: its cookie, and what its forms hold. */
static inline void
site_visit(struct site *s, int64_t person, struct visitor *v)
{
	struct unit u = { .by = { .name = "", .source = "web" } };
	struct groups none = { 0 };
	char token[SESSION_TOKEN_TEXT];

	assert_int_equal(
	    session_begin(s->w->app.writer, &u, person, &none, token), OK);
	site_holds(s, v, token);
}

/* Act in another organisation. */
static inline void
site_move(struct site *s, struct visitor *v, int64_t person, int64_t org)
{
	struct unit u = by(org, person, "test");
	char token[SESSION_TOKEN_TEXT];

	assert_int_equal(
	    session_move(s->w->app.writer, &u,
		v->cookie + strlen("__Host-igtk="), person, org, token),
	    OK);
	site_holds(s, v, token);
}

static inline struct visitor *
site_as(struct site *s, int o, enum role role)
{
	return &s->as[o][role_place(role)];
}

/* ---- asking ---- */

/* v NULL: without a session. */
static inline int
site_ask(struct site *s, const struct visitor *v, const char *method,
    const char *uri)
{
	prepare(s->w, method, uri);
	if (v != NULL)
		s->w->wire.cookie = v->cookie;
	return serve(s->w);
}

static inline int
site_get(struct site *s, const struct visitor *v, const char *uri)
{
	return site_ask(s, v, "GET", uri);
}

static inline int64_t
site_op(void)
{
	static int64_t op = INT64_C(1) << 40;

	return ++op;
}

/* Bytes as they are, as a form; the reply is the world's. */
static inline int
site_send(struct site *s, const struct visitor *v, const char *uri,
    const char *bytes, size_t n)
{
	struct world *w = s->w;

	prepare(w, "POST", uri);
	if (v != NULL)
		w->wire.cookie = v->cookie;
	w->wire.content_type = FORM_TYPE;
	if (is_upload(uri)) {
		upload_form(&s->upload, bytes, n);
		bytes = s->upload.p;
		n = s->upload.n;
		w->wire.content_type = UPLOAD_TYPE;
	}
	w->body = (struct memory){ bytes, n };
	snprintf(w->length, sizeof(w->length), "%zu", n);
	w->wire.content_length = w->length;
	return serve(w);
}

/* A right form: csrf and a new op before the fields. */
static inline int
site_post(struct site *s, const struct visitor *v, const char *uri,
    const char *fields)
{
	buf_reset(&s->form);
	buf_printf(&s->form, "csrf=%s&op=%lld%s%s", v->csrf,
	    (long long)site_op(), fields[0] == '\0' ? "" : "&", fields);
	return site_send(s, v, uri, s->form.p, s->form.n);
}

/* The value of a header of the last answer; "" where it has none. */
static inline const char *
site_header(struct site *s, const char *name)
{
	static char value[600];
	const char *at = buf_text(&s->w->reply.head);
	size_t n = strlen(name);

	for (; *at != '\0'; at += strcspn(at, "\n") + 1)
		if (strncmp(at, name, n) == 0 && at[n] == ':') {
			snprintf(value, sizeof(value), "%.*s",
			    (int)strcspn(at + n + 2, "\r"), at + n + 2);
			return value;
		}
	return "";
}

/* ---- the whole ---- */

/* Of A from a requirement of 14.1, in days that will not come: it changes
 * nothing. */
#define SITE_EXEMPTION 7

static inline void
site_exempt(struct site *s)
{
	site_sql(s,
	    "INSERT INTO exemption (id, org_id, version, number, reason, "
	    "granted_at, granted_by, from_on) SELECT 7, id, '14.1', '110', "
	    "'Own reason', 1, 'national', '2999-01-01' FROM org "
	    "WHERE code = 'AAA01'");
}

static inline int
site_open(void **state)
{
	struct site *s = calloc(1, sizeof(*s));
	int o, i;

	if (s == NULL || open_world(state) != 0)
		return -1;
	s->w = *state;
	s->arena = arena_open();
	site_make(s);
	for (o = 0; o < ORGS; o++)
		for (i = 0; i < ROLES; i++)
			site_visit(s, s->person[o][i], &s->as[o][i]);
	if (sqlite3_open(s->w->database, &s->raw) != SQLITE_OK)
		return -1;
	sqlite3_busy_timeout(s->raw, 5000);
	site_exempt(s);
	site_mark(s);
	*state = s;
	return 0;
}

static inline int
site_close(void **state)
{
	struct site *s = *state;
	void *w = s->w;

	sqlite3_close(s->raw);
	buf_clear(&s->form);
	buf_clear(&s->upload);
	arena_close(s->arena);
	free(s);
	return close_world(&w);
}
#endif
