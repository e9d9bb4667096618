/* completion.c - igtk help --completion: the table as a script for bash. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

/* Everything that does not come from the table. */
static const char head[] =
    "# igtk - completion for bash; \"igtk help --completion\" made it.\n"
    "\n"
    "_igtk_offer()\n"
    "{\n"
    "\tmapfile -t COMPREPLY < <(compgen \"$@\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "_igtk_paths()\n"
    "{\n"
    "\tcompopt -o filenames 2>/dev/null\n"
    "\t_igtk_offer \"$1\"\n"
    "}\n"
    "\n"
    "_igtk()\n"
    "{\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
    "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "\tlocal verbs= options= files= first=2\n"
    "\tCOMPREPLY=()\n"
    "\tif ((COMP_CWORD == 1)); then\n";

static const char tail[] = "\t*) return ;;\n"
			   "\tesac\n"
			   "\tcase $cur in\n"
			   "\t-*) _igtk_offer -W \"$options\" ;;\n"
			   "\t*)\n"
			   "\t\tcase $files in\n"
			   "\t\tFILE*) _igtk_paths -f ;;\n"
			   "\t\tDIR | *DIR]) _igtk_paths -d ;;\n"
			   "\t\tUSER) _igtk_offer -u ;;\n"
			   "\t\t*) _igtk_offer -W \"$options\" ;;\n"
			   "\t\tesac ;;\n"
			   "\tesac\n"
			   "}\n"
			   "complete -F _igtk igtk\n";

static bool
group_before(size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (strcmp(commands[i].group, commands[at].group) == 0)
			return true;
	return false;
}

static void
first_words(FILE *to)
{
	size_t i;

	fputs("\t\t_igtk_offer -W \"", to);
	for (i = 0; i < commands_n; i++)
		if (!group_before(i))
			fprintf(to, "%s ", commands[i].group);
	fputs("help --help --version\"\n\t\treturn\n\tfi\n", to);
}

static void
verbs_of(FILE *to, const char *group)
{
	size_t i, n = 0;

	fprintf(to, "\t%s) verbs=\"", group);
	for (i = 0; i < commands_n; i++)
		if (strcmp(commands[i].group, group) == 0)
			fprintf(
			    to, "%s%s", n++ > 0 ? " " : "", commands[i].verb);
	fputs("\" ;;\n", to);
}

/* The second word: a verb, for those commands that have verbs. */
static void
second_words(FILE *to)
{
	size_t i;

	fputs("\tcase ${COMP_WORDS[1]} in\n", to);
	for (i = 0; i < commands_n; i++)
		if (!group_before(i) && commands[i].verb[0] != '\0')
			verbs_of(to, commands[i].group);
	fputs("\thelp) verbs=--completion ;;\n"
	      "\tesac\n"
	      "\tif ((COMP_CWORD == 2)) && [[ $verbs ]]; then\n"
	      "\t\t_igtk_offer -W \"$verbs\"\n"
	      "\t\treturn\n"
	      "\tfi\n"
	      "\tif [[ $verbs ]]; then first=3; fi\n",
	    to);
}

static bool
is_path(const struct option_text *t)
{
	return strcmp(t->value, "FILE") == 0 || strcmp(t->value, "PATH") == 0;
}

static void
names(FILE *to, bool paths)
{
	unsigned i, n = 0;

	for (i = 0; i < OPT_COUNT; i++)
		if (option_texts[i].value[0] != '\0' &&
		    is_path(&option_texts[i]) == paths)
			fprintf(to, "%s--%s", n++ > 0 ? " | " : "",
			    option_texts[i].name);
}

/* A value, in the next word or after "=", which is a word to bash. */
static void
values(FILE *to)
{
	fputs("\tif [[ $cur == = ]]; then\n"
	      "\t\tcur= prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\telif [[ $prev == = ]]; then\n"
	      "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
	      "\tfi\n"
	      "\tif ((COMP_CWORD > first)); then\n"
	      "\t\tcase $prev in\n\t\t-c | ",
	    to);
	names(to, true);
	fputs(") _igtk_paths -f; return ;;\n\t\t", to);
	names(to, false);
	fputs(") return ;;\n\t\tesac\n\tfi\n", to);
}

static void
command(FILE *to, const struct command *c)
{
	unsigned i;

	fprintf(to, "\t\"%s %s\"%s) options=\"", c->group, c->verb,
	    c->verb[0] == '\0' ? "*" : "");
	for (i = 0; i < OPT_COUNT; i++)
		if (((c->needs | c->takes) & BIT(i)) != 0)
			fprintf(to, "--%s ", option_texts[i].name);
	fprintf(to, "--help\" files=\"%s\" ;;\n", c->files);
}

void
completion_print(FILE *to)
{
	size_t i;

	fputs(head, to);
	first_words(to);
	second_words(to);
	values(to);
	fputs("\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n", to);
	for (i = 0; i < commands_n; i++)
		command(to, &commands[i]);
	fputs(tail, to);
}
