/* api.h - what a program is told, held against what people are shown. */
#ifndef API_H
#define API_H
#include <json-c/json.h>
#include <time.h>

#include "api_token.h"
#include "html.h"
#include "json_walk.h"
#include "site.h"

#define API "/api/v1"

/* ---- asking ---- */

/* "Bearer ..." of a new token, in the site's arena. */
static inline const char *
api_token(struct site *s, int64_t person, int64_t org, unsigned scopes)
{
	struct unit u = by(org, person, "test");
	day today = clock_day(clock_now());
	struct api_token t = { .person = person,
		.name = "Test",
		.scopes = scopes,
		.expires_on = today + 30 };
	char text[API_TOKEN_TEXT];

	assert_int_equal(
	    api_token_make(s->w->app.writer, &u, &t, today, text), OK);
	return arena_printf(s->arena, "Bearer %s", text);
}

/* token NULL: without one. */
static inline int
api_ask(struct site *s, const char *token, const char *method, const char *uri)
{
	prepare(s->w, method, uri);
	if (token != NULL)
		s->w->wire.authorization = token;
	return serve(s->w);
}

static inline int
api_get(struct site *s, const char *token, const char *uri)
{
	return api_ask(s, token, "GET", uri);
}

/* Bytes as a body of this type; key: of Idempotency-Key, or "". */
static inline int
api_send(struct site *s, const char *token, const char *uri, const char *type,
    const char *key, const char *bytes, size_t n)
{
	struct world *w = s->w;

	prepare(w, "POST", uri);
	if (token != NULL)
		w->wire.authorization = token;
	w->wire.idempotency_key = key;
	w->wire.content_type = type;
	w->body = (struct memory){ bytes, n };
	snprintf(w->length, sizeof(w->length), "%zu", n);
	w->wire.content_length = w->length;
	return serve(w);
}

static inline int
api_post(struct site *s, const char *token, const char *uri, const char *json)
{
	return api_send(
	    s, token, uri, "application/json", "", json, strlen(json));
}

/* ---- the answer ---- */

/* The last answer, which is JSON that names no key twice; to be put. */
static inline struct json_object *
api_answer(struct site *s)
{
	const struct buf *body = &s->w->reply.body;
	struct buf faults = { 0 };
	struct walk walk = {
		.arena = s->arena, .faults = &faults, .name = "answer", .max = 5
	};
	struct json_object *root;

	if (!json_scan(&walk, body->p, body->n) || walk.n > 0)
		fail_msg(
		    "%s%s", buf_text(&faults), buf_text(&s->w->reply.body));
	buf_clear(&faults);
	root = json_tokener_parse(buf_text(&s->w->reply.body));
	assert_non_null(root);
	return root;
}

/* The text of a member of the answer, in the site's arena; NULL: none. */
static inline const char *
api_says(struct site *s, const char *key)
{
	struct json_object *root = api_answer(s), *value;
	const char *text = NULL;

	if (json_object_object_get_ex(root, key, &value) && value != NULL)
		text = arena_text(s->arena, json_object_get_string(value));
	json_object_put(root);
	return text;
}

/* A page in text, and the facts of the answer that it does not show. */
struct shown {
	const char *page;
	struct buf missing;
	size_t facts;
};

static inline bool
page_has(const struct shown *p, const char *text)
{
	struct buf b = { 0 }, url = { 0 };
	bool has;

	html_text(&b, text);
	html_url(&url, text);
	has = strstr(p->page, buf_text(&b)) != NULL ||
	      strstr(p->page, buf_text(&url)) != NULL;
	buf_clear(&b);
	buf_clear(&url);
	return has;
}

/* In words, where the page tells a day or an instant so. */
static inline bool
page_has_time(const struct shown *p, const char *text)
{
	char day_in_words[DAY_WORDS_SIZE], words[INSTANT_WORDS_SIZE];
	char iso[INSTANT_TEXT_SIZE];
	struct tm tm = { 0 };
	day on;

	if (day_parse(text, &on)) {
		day_words(on, day_in_words);
		return page_has(p, day_in_words);
	}
	if (strlen(text) + 1 != sizeof(iso) ||
	    strptime(text, "%Y-%m-%dT%H:%M:%S", &tm) == NULL)
		return false;
	clock_words((int64_t)timegm(&tm) * SECOND, words);
	return page_has(p, words);
}

static inline void
facts_in(struct shown *p, const char *key, struct json_object *value)
{
	const char *text;
	size_t i;

	switch (json_object_get_type(value)) {
	case json_type_object: {
		json_object_object_foreach(value, name, member)
		    facts_in(p, name, member);
		return;
	}
	case json_type_array:
		for (i = 0; i < json_object_array_length(value); i++)
			facts_in(p, key, json_object_array_get_idx(value, i));
		return;
	case json_type_int:
	case json_type_string:
		break;
	default:
		return;
	}
	p->facts++;
	text = json_object_get_string(value);
	if (strncmp(text, API "/", sizeof(API)) == 0)
		text += sizeof(API) - 1;
	if (text[0] != '\0' && !page_has(p, text) && !page_has_time(p, text))
		buf_printf(&p->missing, "%s: %s\n", key, text);
}

/*
 * The same question by a person and a program: the same status, and every
 * text and number that the program is told stands in the page.
 */
static inline void
api_tells_the_page(
    struct site *s, const char *path, const char *page, int status)
{
	struct shown p = { .page = page };
	struct json_object *root;

	if (s->w->reply.status != status)
		fail_msg(
		    "%s: %d, the page: %d", path, s->w->reply.status, status);
	root = api_answer(s);
	facts_in(&p, "", root);
	json_object_put(root);
	if (p.missing.n > 0)
		fail_msg("%s: the page lacks\n%s%s", path, buf_text(&p.missing),
		    page);
	assert_true(p.facts > 0);
}
#endif
