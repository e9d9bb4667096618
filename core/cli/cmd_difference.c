/* cmd_difference.c - igtk catalogue diff and export: sets that are loaded. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "cli.h"
#include "difference.h"
#include "pack.h"

/* "14.1", its newest revision; or one of them, "14.1/2". */
static enum err
find_set(struct cli *cli, const char *name, int64_t *id)
{
	const char *type = cli->value[OPT_TYPE], *slash = strchr(name, '/');
	char *end;
	long revision;

	if (slash == NULL)
		return catalogue_find(cli->db, name, type, id);
	revision = strtol(slash + 1, &end, 10);
	if (end == slash + 1 || *end != '\0' || revision < 1)
		return ERR_NOTFOUND;
	return catalogue_find_revision(cli->db,
	    arena_printf(cli->arena, "%.*s", (int)(slash - name), name), type,
	    revision, id);
}

static int
read_set(struct cli *cli, const char *name, struct catalogue *c)
{
	int64_t id;
	enum err e = find_set(cli, name, &id);

	if (e == ERR_NOTFOUND)
		return cli_fail("no set of version %s for the type %s is "
				"loaded; igtk catalogue list says which are",
		    name, cli->value[OPT_TYPE]);
	if (e == OK)
		e = catalogue_read(cli->db, cli->arena, id, c);
	return e == OK ? 0 : cli_error(e, name);
}

/* ---- in JSON ---- */

static void
wordings_json(struct jsonw *w, const char *key, const struct wordings *all)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < all->n; i++) {
		jsonw_open(w, NULL, '{');
		jsonw_text(w, "what", all->v[i].what);
		jsonw_text(w, "before", all->v[i].before);
		jsonw_text(w, "after", all->v[i].after);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
one_json(struct jsonw *w, const struct catalogue *before,
    const struct catalogue *after, const struct change *c)
{
	const struct requirement *r = c->after != NULL ? c->after : c->before;

	jsonw_open(w, NULL, '{');
	jsonw_text(
	    w, "number", c->before != NULL ? c->before->number : r->number);
	jsonw_text(w, "title", c->before != NULL ? c->before->title : r->title);
	if (c->before != NULL && c->after != NULL) {
		jsonw_text(w, "to", c->after->number);
		jsonw_text(w, "section", difference_section(before, c->before));
		jsonw_text(
		    w, "to_section", difference_section(after, c->after));
		wordings_json(w, "texts", &c->wordings);
	}
	jsonw_close(w, '}');
}

static bool
is_added(const struct change *c)
{
	return c->before == NULL;
}
static bool
is_removed(const struct change *c)
{
	return c->after == NULL;
}
static bool
is_merged(const struct change *c)
{
	return c->merged;
}
static bool
is_moved(const struct change *c)
{
	return c->moved;
}
static bool
is_reworded(const struct change *c)
{
	return c->wordings.n > 0;
}

static const struct {
	const char *key, *heading;
	bool (*is)(const struct change *);
} kinds[] = {
	{ "added", "Added", is_added },
	{ "removed", "Removed", is_removed },
	{ "merged", "Merged into another", is_merged },
	{ "moved", "Moved", is_moved },
	{ "reworded", "Reworded", is_reworded },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static void
set_json(struct jsonw *w, const char *key, const struct catalogue *c)
{
	jsonw_open(w, key, '{');
	jsonw_text(w, "version", c->version);
	jsonw_int(w, "revision", c->revision);
	jsonw_text(w, "title", c->title);
	jsonw_int(w, "requirements", (int64_t)c->requirements.n);
	jsonw_close(w, '}');
}

static void
as_json(struct cli *cli, const struct catalogue *before,
    const struct catalogue *after, const struct difference *d)
{
	struct jsonw *w = &cli->json;
	size_t i, k;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "type", after->type);
	set_json(w, "before", before);
	set_json(w, "after", after);
	for (k = 0; k < KINDS; k++) {
		jsonw_open(w, kinds[k].key, '[');
		for (i = 0; i < d->changes.n; i++)
			if (kinds[k].is(&d->changes.v[i]))
				one_json(w, before, after, &d->changes.v[i]);
		jsonw_close(w, ']');
	}
	wordings_json(w, "set", &d->set);
	jsonw_int(w, "unchanged", (int64_t)d->unchanged);
	jsonw_close(w, '}');
	buf_putc(&cli->out, '\n');
}

/* ---- in lines ---- */

static void
wordings_lines(struct buf *out, const struct wordings *all)
{
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct wording *w = &all->v[i];

		buf_printf(out, "    %s\n", w->what);
		if (w->before[0] != '\0')
			buf_printf(out, "      was: %s\n", w->before);
		if (w->after[0] != '\0')
			buf_printf(out, "      is:  %s\n", w->after);
		else
			buf_printf(out, "      is gone\n");
	}
}

static void
one_line(struct buf *out, const struct catalogue *before,
    const struct catalogue *after, const struct change *c, size_t kind)
{
	const struct requirement *r = c->before != NULL ? c->before : c->after;

	buf_printf(out, "  %s  %s\n", r->number, r->title);
	if (kinds[kind].is == is_merged)
		buf_printf(out, "    into %s  %s\n", c->after->number,
		    c->after->title);
	else if (kinds[kind].is == is_moved)
		buf_printf(out, "    from %s, %s\n    to %s, %s\n", r->number,
		    difference_section(before, c->before), c->after->number,
		    difference_section(after, c->after));
	else if (kinds[kind].is == is_reworded)
		wordings_lines(out, &c->wordings);
}

static void
as_lines(struct cli *cli, const struct catalogue *before,
    const struct catalogue *after, const struct difference *d)
{
	struct buf *out = &cli->out;
	size_t i, k, n;

	buf_printf(out, "%s: from %s (revision %lld) to %s (revision %lld)\n",
	    after->type_name, before->version, (long long)before->revision,
	    after->version, (long long)after->revision);
	for (k = 0; k < KINDS; k++) {
		for (i = n = 0; i < d->changes.n; i++)
			if (kinds[k].is(&d->changes.v[i])) {
				if (n++ == 0)
					buf_printf(
					    out, "%s\n", kinds[k].heading);
				one_line(
				    out, before, after, &d->changes.v[i], k);
			}
	}
	if (d->set.n > 0)
		buf_printf(out, "For the whole set\n");
	wordings_lines(out, &d->set);
	buf_printf(out, "Unchanged: %zu\n", d->unchanged);
}

int
cmd_catalogue_diff(struct cli *cli)
{
	struct catalogue before, after;
	struct difference d;
	int code;

	if ((code = read_set(cli, cli->files[0], &before)) != 0 ||
	    (code = read_set(cli, cli->files[1], &after)) != 0)
		return code;
	difference_find(cli->arena, &before, &after, &d);
	if (cli_json(cli))
		as_json(cli, &before, &after, &d);
	else
		as_lines(cli, &before, &after, &d);
	return EXIT_DONE;
}

int
cmd_catalogue_export(struct cli *cli)
{
	struct catalogue c;
	int code = read_set(cli, cli->files[0], &c);

	if (code == 0)
		pack_write(&cli->out, &c);
	return code;
}
