/* args.c - the words of the command line against the table. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

static uint64_t
allowed(const struct command *c)
{
	return c->needs | c->takes;
}

/* The one that this command takes, where two have the same name. */
static enum option
named(const struct command *c, const char *name, size_t n)
{
	enum option found = OPT_COUNT;
	unsigned i;

	for (i = 0; i < OPT_COUNT; i++)
		if (strlen(option_texts[i].name) == n &&
		    strncmp(option_texts[i].name, name, n) == 0 &&
		    (found == OPT_COUNT || (allowed(c) & BIT(i)) != 0))
			found = (enum option)i;
	return found;
}

void
args_usage(const struct command *c, struct buf *out)
{
	unsigned i;

	buf_printf(
	    out, "igtk %s%s%s", c->group, c->verb[0] ? " " : "", c->verb);
	for (i = 0; i < OPT_COUNT; i++) {
		const struct option_text *t = &option_texts[i];

		if ((allowed(c) & BIT(i)) == 0)
			continue;
		buf_printf(out,
		    (c->needs & BIT(i)) ? " --%s%s%s" : " [--%s%s%s]", t->name,
		    t->value[0] ? " " : "", t->value);
	}
	if (c->files[0] != '\0')
		buf_printf(out, " %s", c->files);
}

static bool
complain(const struct cli *cli, const char *fmt, const char *what)
{
	struct buf usage = { 0 };

	fputs("igtk: ", stderr);
	fprintf(stderr, "%s%s\n", fmt, what);
	args_usage(cli->command, &usage);
	fprintf(stderr, "usage: %s\n", buf_text(&usage));
	buf_clear(&usage);
	return false;
}

/* One option at argv[*i], with its value there or in the next word. */
static bool
take(struct cli *cli, int argc, char **argv, int *i)
{
	const char *word = argv[*i], *equals = NULL;
	enum option o;

	if (strcmp(word, "-c") == 0) {
		o = OPT_CONFIG;
	} else {
		if (strncmp(word, "--", 2) != 0)
			return complain(cli, "no such option: ", word);
		equals = strchr(word, '=');
		o = named(cli->command, word + 2,
		    equals ? (size_t)(equals - word - 2) : strlen(word + 2));
	}
	if (o == OPT_COUNT || (allowed(cli->command) & BIT(o)) == 0)
		return complain(cli, "this command has no option ", word);
	if (cli->value[o] != NULL)
		return complain(cli, "given twice: ", word);
	if (option_texts[o].value[0] == '\0') {
		if (equals != NULL)
			return complain(cli, "takes no value: ", word);
		cli->value[o] = "";
		return true;
	}
	if (equals == NULL && *i + 1 >= argc)
		return complain(cli, "needs a value: ", word);
	cli->value[o] = equals != NULL ? equals + 1 : argv[++*i];
	return true;
}

bool
args_parse(struct cli *cli, int argc, char **argv)
{
	const struct command *c = cli->command;
	bool options = true;
	unsigned o;
	int i;

	cli->files = argv; /* moved to the front as they are found */
	for (i = 0; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
			if (!take(cli, argc, argv, &i))
				return false;
		} else
			cli->files[cli->nfiles++] = argv[i];
	}
	for (o = 0; o < OPT_COUNT; o++)
		if ((c->needs & BIT(o)) && cli->value[o] == NULL)
			return complain(
			    cli, "missing: --", option_texts[o].name);
	if (cli->nfiles < c->least)
		return complain(cli, "missing: ", c->files);
	if (cli->nfiles > c->most)
		return complain(cli, "too many words: ", cli->files[c->most]);
	return true;
}

int
cli_day(const struct cli *cli, enum option o, day none, day *out)
{
	const char *text = cli->value[o];

	*out = none;
	if (text == NULL || day_parse(text, out))
		return 0;
	return cli_wrong("--%s takes a day such as 2027-03-31, not %s",
	    option_texts[o].name, text);
}
