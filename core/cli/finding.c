/* finding.c - a line about one thing that was looked at. */
#include "finding.h"
#include "cli.h"

static const char *const words[] = {
	[FINDING_FINE] = "ok",
	[FINDING_DOUBT] = "look",
	[FINDING_FAULT] = "FAULT",
};

void
finding_say(struct cli *cli, const struct finding_line *f)
{
	struct jsonw *w = &cli->json;

	if (!cli_json(cli)) {
		buf_printf(&cli->out, "%-6s %-12s %s%s%s\n", words[f->finding],
		    f->thing, f->detail, f->advice[0] != '\0' ? ". " : "",
		    f->advice);
		return;
	}
	jsonw_open(w, NULL, '{');
	jsonw_text(w, "check", f->thing);
	jsonw_text(w, "result",
	    f->finding == FINDING_FAULT ? "fault" : words[f->finding]);
	if (f->count >= 0)
		jsonw_int(w, "count", f->count);
	jsonw_text(w, "detail", f->detail);
	jsonw_text(w, "advice", f->advice);
	jsonw_close(w, '}');
}
