/* calendar.c - a person's secret address, and the calendar that lies there. */
#include "calendar.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "person.h"
#include "remind.h"
#include "sql.h"
#include "token_priv.h"
#include "work.h"

#define LINE 75 /* bytes, without its end */

_Static_assert(CALENDAR_TOKEN_TEXT == SESSION_TOKEN_TEXT, "made alike");

/* ---- the address ---- */

static enum err
put(struct db *db, struct db_head *head, void *arg)
{
	const struct token_names *n = arg;
	enum err e;

	e = db_do(
	    db, SQL(calendar_put, .person = head->by->person,
		    .digest = { n->kept, sizeof(n->kept) }, .at = head->at));
	return e == OK ? audit_add(
			     db, head, "calendar.make", head->by->person, "{}")
		       : e;
}

enum err
calendar_make(struct db *db, struct unit *u, char token[CALENDAR_TOKEN_TEXT])
{
	struct token_names n;

	token_make(token, &n);
	return db_write(db, u, put, &n);
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	enum err e;

	(void)arg;
	e = db_do(db, SQL(calendar_delete, .person = head->by->person));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e == OK
		   ? audit_add(db, head, "calendar.end", head->by->person, "{}")
		   : e;
}

enum err
calendar_end(struct db *db, struct unit *u)
{
	return db_write(db, u, end, NULL);
}

enum err
calendar_made(struct db *db, int64_t person, int64_t *at)
{
	enum err e = db_ask(db, SQL(calendar_made, .person = person));

	if (e == OK)
		*at = db_int(db);
	return e;
}

enum err
calendar_find(struct db *db, const char *token, int64_t *person)
{
	struct token_names n;
	enum err e;

	if (!token_digest(token, &n))
		return ERR_NOTFOUND;
	e = db_ask(
	    db, SQL(calendar_find, .digest = { n.kept, sizeof(n.kept) }));
	if (e == OK)
		*person = db_int(db);
	return e;
}

/* ---- lines ---- */

/* Bytes of s that still fit, and no half character. */
static size_t
piece(const char *s, size_t room)
{
	size_t n = strlen(s);

	if (n <= room)
		return n;
	for (n = room; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
		continue;
	return n;
}

static void
put_folded(struct buf *b, const char *line)
{
	size_t n = piece(line, LINE);

	buf_add(b, line, n);
	for (line += n; *line != '\0'; line += n) {
		n = piece(line, LINE - 1);
		buf_puts(b, "\r\n ");
		buf_add(b, line, n);
	}
	buf_puts(b, "\r\n");
}

void
calendar_line(struct buf *b, const char *name, const char *value)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s:%s", name, value);
	put_folded(b, buf_text(&line));
	buf_clear(&line);
}

void
calendar_text(struct buf *b, const char *name, const char *value)
{
	struct buf text = { 0 };

	for (; *value != '\0'; value++) {
		if (strchr(",;\\", *value) != NULL)
			buf_putc(&text, '\\');
		if (*value == '\n')
			buf_puts(&text, "\\n");
		else if ((unsigned char)*value >= ' ')
			buf_putc(&text, *value);
	}
	calendar_line(b, name, buf_text(&text));
	buf_clear(&text);
}

/* ---- the calendar ---- */

struct feed {
	struct arena *arena;
	int64_t person, now;
	const char *url, *host;
	struct buf *out;
};

static void
stamp(const struct feed *f)
{
	time_t s = (time_t)(f->now / SECOND);
	struct tm tm;
	char text[32];

	gmtime_r(&s, &tm);
	strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &tm);
	calendar_line(f->out, "DTSTAMP", text);
}

static void
event(const struct feed *f, int64_t org, const struct work_item *w)
{
	int y, m, d;

	day_split(w->due_on, &y, &m, &d);
	calendar_line(f->out, "BEGIN", "VEVENT");
	calendar_line(f->out, "UID",
	    arena_printf(f->arena, "%lld-%s-%s-%lld-%s@%s", (long long)org,
		work_kind_name(w->kind), w->version, (long long)w->id, w->code,
		f->host));
	stamp(f);
	calendar_line(f->out, "DTSTART;VALUE=DATE",
	    arena_printf(f->arena, "%04d%02d%02d", y, m, d));
	calendar_text(f->out, "SUMMARY",
	    arena_printf(f->arena, "%s: %s", work_kind_title(w->kind),
		work_words(f->arena, w)));
	calendar_line(f->out, "URL",
	    arena_printf(f->arena, "%s%s", f->url, work_path(f->arena, w)));
	calendar_line(f->out, "TRANSP", "TRANSPARENT");
	calendar_line(f->out, "END", "VEVENT");
}

static enum err
of_org(struct db *db, const struct feed *f, int64_t org)
{
	struct work_asker who = { org, f->person, 0, clock_day(f->now) };
	struct work_list all;
	enum err e;
	size_t i;

	if ((e = role_of(db, f->person, org, &who.roles)) != OK ||
	    (e = work_of(db, f->arena, &who, &all)) != OK)
		return e;
	for (i = 0; i < all.n; i++)
		if (all.v[i].due_on != DAY_NONE)
			event(f, org, &all.v[i]);
	return OK;
}

enum err
calendar_write(struct db *db, struct arena *a, int64_t person, int64_t now,
    const char *url, const char *host, struct buf *out)
{
	const struct feed f = { a, person, now, url, host, out };
	struct remind_places places;
	enum err e = remind_places(db, a, person, &places);
	size_t i;

	calendar_line(out, "BEGIN", "VCALENDAR");
	calendar_line(out, "VERSION", "2.0");
	calendar_line(out, "PRODID", "-//igtk//Reminders//EN");
	calendar_line(out, "CALSCALE", "GREGORIAN");
	calendar_line(out, "X-WR-CALNAME", "Information governance");
	calendar_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
	for (i = 0; i < places.n && e == OK; i++)
		e = of_org(db, &f, places.v[i].org);
	calendar_line(out, "END", "VCALENDAR");
	return e;
}
