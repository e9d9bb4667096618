/* page_metrics.c - how it goes, as the text that Prometheus reads. */
#include <inttypes.h>
#include <sys/stat.h>

#include "arena.h"
#include "audit.h"
#include "backup.h"
#include "buf.h"
#include "clock.h"
#include "config.h"
#include "meter.h"
#include "pages.h"
#include "reply.h"
#include "req.h"
#include "source.h"

/* The lines that stand before a metric's values. */
static void
about(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_printf(b, "# HELP igtk_%s %s\n# TYPE igtk_%s %s\n", name, help,
	    name, type);
}

static void
counter(struct buf *b, const char *name, const char *help, uint64_t n)
{
	about(b, name, "counter", help);
	buf_printf(b, "igtk_%s %" PRIu64 "\n", name, n);
}

static void
gauge(struct buf *b, const char *name, const char *help, int64_t n)
{
	about(b, name, "gauge", help);
	buf_printf(b, "igtk_%s %" PRId64 "\n", name, n);
}

/* A microsecond has its place behind the point. */
static void
seconds(struct buf *b, const char *name, int64_t us)
{
	buf_printf(b, "igtk_%s %" PRId64 ".%06" PRId64 "\n", name, us / SECOND,
	    us % SECOND);
}

static void
tell_answers(struct buf *b, const struct meter *m)
{
	uint64_t all = 0;
	unsigned i;

	about(b, "requests_total", "counter",
	    "Answers by the first digit of their status.");
	for (i = 2; i < 6; i++) {
		const uint64_t n = m->answers[i];

		buf_printf(b,
		    "igtk_requests_total{class=\"%uxx\"} %" PRIu64 "\n", i, n);
		all += n;
	}
	about(b, "request_seconds", "summary",
	    "How long the making of answers took.");
	seconds(b, "request_seconds_sum", (int64_t)m->us);
	buf_printf(b, "igtk_request_seconds_count %" PRIu64 "\n", all);
	counter(b, "errors_total", "Answers with status 500.", m->failed);
	counter(b, "busy_total", "Answers with status 503.", m->busy);
	counter(b, "full_total", "Answers with status 507: no room to save.",
	    m->full);
}

static void
tell_sign_ins(struct buf *b, const struct meter *m)
{
	static const char *const names[SIGN_IN_RESULTS] = {
		[SIGN_IN_OK] = "ok",
		[SIGN_IN_REFUSED] = "refused",
		[SIGN_IN_THROTTLED] = "throttled",
		[SIGN_IN_UNJUDGED] = "unavailable",
	};
	unsigned i;

	about(b, "sign_ins_total", "counter",
	    "Attempts to sign in, by what became of them.");
	for (i = 0; i < SIGN_IN_RESULTS; i++) {
		const uint64_t n = m->sign_ins[i];

		buf_printf(b,
		    "igtk_sign_ins_total{result=\"%s\"} %" PRIu64 "\n",
		    names[i], n);
	}
}

static void
tell_service(struct buf *b, const struct meter *m)
{
	about(b, "build_info", "gauge", "The version that runs.");
	buf_puts(b, "igtk_build_info{version=\"" IGTK_VERSION "\"} 1\n");
	about(b, "start_time_seconds", "gauge",
	    "When the service was started, since 1970.");
	seconds(b, "start_time_seconds", m->began);
	gauge(b, "workers", "Workers that serve at once.", m->workers);
	counter(b, "workers_lost_total",
	    "Workers that ended by a fault or at the deadline.", m->lost);
}

static enum err
tell_records(struct req *r)
{
	const struct config *c = r->app->config;
	struct db_sizes s;
	int64_t rows;
	enum err e;

	if ((e = db_sizes(c->database.path, &s)) != OK ||
	    (e = audit_count(r->db, &rows)) != OK)
		return e;
	gauge(r->out, "database_bytes", "Size of the database file.", s.bytes);
	gauge(r->out, "database_log_bytes",
	    "Size of the log beside it, that is folded into it.", s.log_bytes);
	gauge(r->out, "disk_free_bytes", "Room on the database's disk.",
	    s.free_bytes);
	gauge(r->out, "audit_rows", "Rows of all audit chains.", rows);
	return OK;
}

/* Infinite where a backup should be and is none: that is what to warn of. */
static void
tell_backup(struct req *r)
{
	const char *folder = r->app->config->watch.backup;
	struct stat st;
	int64_t age;

	if (folder[0] == '\0')
		return;
	about(r->out, "backup_age_seconds", "gauge",
	    "Since the last backup was made; +Inf where there is none.");
	if (stat(arena_printf(r->arena, "%s/" BACKUP_MANIFEST, folder), &st) <
	    0) {
		buf_puts(r->out, "igtk_backup_age_seconds +Inf\n");
		return;
	}
	age = r->now / SECOND - st.st_mtime;
	buf_printf(
	    r->out, "igtk_backup_age_seconds %" PRId64 "\n", age < 0 ? 0 : age);
}

enum err
page_metrics(struct req *r)
{
	static const struct meter none;
	const struct meter *m = r->app->meter;
	enum err e;

	if (!source_among(r->app->config->web.metrics_from, r->remote))
		return ERR_NOTFOUND;
	if (m == NULL)
		m = &none;
	tell_service(r->out, m);
	tell_answers(r->out, m);
	tell_sign_ins(r->out, m);
	if ((e = tell_records(r)) != OK)
		return e;
	tell_backup(r);
	return reply_bytes(r, 200, "text/plain; version=0.0.4; charset=utf-8");
}
