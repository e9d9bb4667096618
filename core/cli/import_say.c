/* import_say.c - the report of a file. */
#include "import_say.h"

static void
lines_json(
    struct jsonw *w, const char *key, const struct import_lines *all, bool line)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < all->n; i++) {
		if (!line) {
			jsonw_text(w, NULL, all->v[i].says);
			continue;
		}
		jsonw_open(w, NULL, '{');
		jsonw_int(w, "line", all->v[i].line);
		jsonw_text(w, "reason", all->v[i].says);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
columns_json(struct jsonw *w, const struct import_columns *c)
{
	size_t i;

	jsonw_open(w, "columns", '{');
	for (i = 0; i < c->n; i++)
		if (c->as[i] != IMPORT_NONE)
			jsonw_text(
			    w, import_field_name(c->as[i]), c->header[i]);
	jsonw_close(w, '}');
	jsonw_open(w, "unused", '[');
	for (i = 0; i < c->n; i++)
		if (c->as[i] == IMPORT_NONE)
			jsonw_text(w, NULL, c->header[i]);
	jsonw_close(w, ']');
}

static void
say_json(struct cli *cli, const struct import_job *j,
    const struct import_report *p, bool dry)
{
	struct jsonw *w = &cli->json;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "kind", import_kind_name(j->kind));
	jsonw_bool(w, "dry_run", dry);
	if (!dry)
		jsonw_int(w, "run", p->run);
	jsonw_text(w, "file", j->file_name);
	jsonw_hex(w, "sha256", j->nature->digest, sizeof(j->nature->digest));
	jsonw_text(w, "encoding", csv_encoding_name(j->nature->encoding));
	jsonw_text(w, "profile", j->profile);
	jsonw_int(w, "rows", p->seen);
	jsonw_int(w, "new", p->added);
	jsonw_int(w, "changed", p->changed);
	jsonw_int(w, "same", p->same);
	jsonw_int(w, "skipped", p->skipped);
	jsonw_int(w, "refused", p->refused);
	jsonw_int(w, "noted", p->noted);
	if (j->kind == IMPORT_STAFF) {
		jsonw_int(w, "groups", p->groups);
		jsonw_int(w, "missing", p->missing);
		lines_json(w, "missing_staff", &p->absent, false);
	} else {
		jsonw_int(w, "expired", p->expired);
		jsonw_int(w, "expiry_differs", p->differing);
	}
	columns_json(w, j->columns);
	lines_json(w, "refused_rows", &p->refusals, true);
	lines_json(w, "notes", &p->notes, true);
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

static void
lines_text(struct buf *out, const char *head, const struct import_lines *all,
    int64_t whole)
{
	size_t i;

	if (all->n == 0)
		return;
	buf_printf(out, "%s:\n", head);
	for (i = 0; i < all->n; i++)
		if (all->v[i].line == 0)
			buf_printf(out, "  %s\n", all->v[i].says);
		else
			buf_printf(out, "  line %lld: %s\n",
			    (long long)all->v[i].line, all->v[i].says);
	if (whole > (int64_t)all->n)
		buf_printf(out, "  and %lld more\n",
		    (long long)(whole - (int64_t)all->n));
}

static void
unused(struct buf *out, const struct import_columns *c)
{
	const char *before = "columns not used: ";
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->as[i] == IMPORT_NONE) {
			buf_printf(out, "%s%s", before, c->header[i]);
			before = ", ";
		}
	if (before[0] == ',')
		buf_putc(out, '\n');
}

static void
say_text(struct cli *cli, const struct import_job *j,
    const struct import_report *p, bool dry)
{
	struct buf *out = &cli->out;

	buf_printf(out, "%s: %lld rows%s\n", j->file_name, (long long)p->seen,
	    dry ? " (dry run: nothing was written)" : "");
	buf_printf(out,
	    "new %lld, changed %lld, same %lld, skipped %lld, refused %lld\n",
	    (long long)p->added, (long long)p->changed, (long long)p->same,
	    (long long)p->skipped, (long long)p->refused);
	unused(out, j->columns);
	if (p->groups > 0)
		buf_printf(
		    out, "staff groups made: %lld\n", (long long)p->groups);
	if (p->expired > 0)
		buf_printf(out,
		    "taken as history, as they have expired: %lld\n",
		    (long long)p->expired);
	if (p->differing > 0)
		buf_printf(out,
		    "another expiry date in the file than by the course's "
		    "rule, which counts: %lld\n",
		    (long long)p->differing);
	lines_text(out, "refused", &p->refusals, p->refused);
	lines_text(out, "taken, with a change", &p->notes, p->noted);
	lines_text(
	    out, "on record and not in the file", &p->absent, p->missing);
}

void
import_say(struct cli *cli, const struct import_job *j,
    const struct import_report *p, bool dry)
{
	if (cli_json(cli))
		say_json(cli, j, p, dry);
	else
		say_text(cli, j, p, dry);
}
