/* tmplc.c - the program: templates in, one C file and its header out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parser.h"
#include "tmplc.h"

struct page {
	const char *file;
	char *name; /* owned */
	struct buf text;
	struct tmplc_unit unit;
	struct buf json;
};

struct job {
	const char *code_file, *header_file;
	const char **includes; /* owned; the strings are not */
	size_t include_n;
	struct page *pages; /* owned */
	size_t page_n;
};

static int
complain(const char *file, const char *what)
{
	fprintf(stderr, "%s:1: %s\n", file, what);
	return 1;
}

static int
usage(void)
{
	fputs("usage: tmplc -o OUT.c -H OUT.h [-I include.h] page.html ...\n",
	    stderr);
	return 2;
}

static void *
array(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		abort();
	return p;
}

static const char *
base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* "www/pages/home.html" is the template "home". */
static int
page_name(struct page *p)
{
	const char *from = base(p->file), *dot = strrchr(from, '.');
	size_t n = dot == NULL ? 0 : (size_t)(dot - from);

	if (n == 0 || strcmp(dot, ".html") != 0 ||
	    !word_is_template((struct word){ from, n }))
		return complain(
		    p->file, "the name of a template is [a-z][a-z0-9_]*.html");
	p->name = array(n + 1, 1);
	memcpy(p->name, from, n);
	return 0;
}

static int
page_read(struct page *p)
{
	FILE *f = fopen(p->file, "rb");
	int failed;
	size_t n;

	if (f == NULL)
		return complain(p->file, strerror(errno));
	do {
		n = fread(buf_room(&p->text, 4096), 1, 4096, f);
		p->text.n += n;
	} while (n > 0);
	failed = ferror(f) ? complain(p->file, strerror(errno)) : 0;
	fclose(f);
	return failed;
}

static int
page_compile(struct page *p)
{
	struct tmplc_source source;
	struct tmplc_fault fault;

	if (page_name(p) != 0 || page_read(p) != 0)
		return 1;
	source = (struct tmplc_source){
		.name = p->name,
		.file = p->file,
		.text = buf_text(&p->text),
		.n = p->text.n,
	};
	if (tmplc_compile(&source, &p->unit, &fault) == OK)
		return 0;
	fprintf(stderr, "%s:%zu: %s\n", p->file, fault.line, fault.text);
	return 1;
}

/* The order of the files on the command line must not show in the output. */
static int
by_base(const void *a, const void *b)
{
	const struct page *left = a, *right = b;

	return strcmp(base(left->file), base(right->file));
}

/* What the pages tell as JSON, once all parts are known. */
static int
compile_json(struct job *j)
{
	const struct tmplc_unit **all = array(j->page_n, sizeof(*all));
	struct tmplc_fault fault;
	struct page *p;
	size_t i;
	int failed = 0;

	for (i = 0; i < j->page_n; i++)
		all[i] = &j->pages[i].unit;
	for (i = 0; i < j->page_n; i++) {
		p = &j->pages[i];
		if (tmplc_json(all, j->page_n, i, &p->json, &fault) == OK)
			continue;
		fprintf(
		    stderr, "%s:%zu: %s\n", p->file, fault.line, fault.text);
		failed = 1;
	}
	free(all);
	return failed;
}

/* Compile all pages, so that each may say what is wrong with it. */
static int
compile(struct job *j)
{
	struct page *p;
	int failed = 0;

	qsort(j->pages, j->page_n, sizeof(*j->pages), by_base);
	for (p = j->pages; p < j->pages + j->page_n; p++) {
		if (p > j->pages && by_base(p - 1, p) == 0)
			failed |= complain(p->file, "duplicate name");
		else
			failed |= page_compile(p);
	}
	return failed != 0 ? failed : compile_json(j);
}

/* Of each page that tells of itself: its name, its types, its fields. */
static void
write_table(const struct job *j, struct buf *out)
{
	const struct page *p;

	buf_puts(out, "\nconst struct tmpl_schema tmpl_schemas[] = {\n");
	for (p = j->pages; p < j->pages + j->page_n; p++)
		if (p->json.n > 0)
			buf_printf(out,
			    "\t{ \"%s\", tmpl_%s_schema, fields_of_%s },\n",
			    p->name, p->name, p->name);
	buf_puts(out, "\t{ NULL, NULL, NULL }\n};\n");
}

static void
write_code(const struct job *j, struct buf *out)
{
	size_t i;

	buf_puts(out, "/* Made by tmplc; do not edit. */\n");
	buf_puts(out, "#include \"buf.h\"\n#include \"html.h\"\n"
		      "#include \"tell.h\"\n");
	for (i = 0; i < j->include_n; i++)
		buf_printf(out, "#include \"%s\"\n", j->includes[i]);
	buf_printf(out, "#include \"%s\"\n\n", base(j->header_file));
	buf_puts(out, /* a view of another type is never a mere warning */
	    "#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n"
	    "#pragma GCC diagnostic error \"-Wint-conversion\"\n"
	    "#pragma GCC diagnostic error "
	    "\"-Wimplicit-function-declaration\"\n");
	for (i = 0; i < j->page_n; i++) {
		buf_putc(out, '\n');
		buf_add(out, j->pages[i].unit.code.p, j->pages[i].unit.code.n);
		buf_add(out, j->pages[i].json.p, j->pages[i].json.n);
	}
	write_table(j, out);
}

static void
write_guard(struct buf *out, const char *header)
{
	const char *c;

	buf_puts(out, "TMPL_");
	for (c = base(header); *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			buf_putc(out, (char)(*c - 'a' + 'A'));
		else
			buf_putc(out, *c >= '0' && *c <= '9' ? *c : '_');
	}
	buf_putc(out, '\n');
}

static void
write_header(const struct job *j, struct buf *out)
{
	struct page *p;
	const char *view;

	buf_puts(out, "/* Made by tmplc; do not edit. */\n#ifndef ");
	write_guard(out, j->header_file);
	buf_puts(out, "#define ");
	write_guard(out, j->header_file);
	buf_puts(out, "\nstruct buf;\nstruct tell;\n");
	for (p = j->pages; p < j->pages + j->page_n; p++) {
		view = buf_text(&p->unit.view);
		buf_printf(out, "\nstruct %s;\n", view);
		buf_printf(out,
		    "void tmpl_%s(struct buf *out, const struct %s *v);\n",
		    p->name, view);
		buf_printf(out,
		    "void tmpl_%s_json(struct tell *j, const struct %s *v);\n"
		    "void tmpl_%s_schema(struct tell *j);\n",
		    p->name, view, p->name);
	}
	buf_puts(out,
	    "\n/* All that tell of themselves as JSON, by name; ends in NULL.\n"
	    " * fields: names of their forms, each in a line. */\n"
	    "struct tmpl_schema {\n\tconst char *name;\n"
	    "\tvoid (*schema)(struct tell *);\n"
	    "\tconst char *fields;\n};\n"
	    "extern const struct tmpl_schema tmpl_schemas[];\n#endif\n");
}

static int
save(const char *file, const struct buf *b)
{
	FILE *f = fopen(file, "wb");
	int failed;

	if (f == NULL)
		return complain(file, strerror(errno));
	failed = fwrite(b->p, 1, b->n, f) != b->n;
	failed |= fclose(f) != 0;
	if (failed) {
		complain(file, strerror(errno));
		remove(file);
	}
	return failed;
}

static int
write_all(const struct job *j)
{
	struct buf code = { 0 }, header = { 0 };
	int failed;

	write_code(j, &code);
	write_header(j, &header);
	failed = save(j->code_file, &code) || save(j->header_file, &header);
	buf_clear(&code);
	buf_clear(&header);
	return failed;
}

static bool
job_read(struct job *j, int argc, char **argv)
{
	size_t i;
	int c;

	while ((c = getopt(argc, argv, "o:H:I:")) != -1) {
		if (c == 'o')
			j->code_file = optarg;
		else if (c == 'H')
			j->header_file = optarg;
		else if (c == 'I')
			j->includes[j->include_n++] = optarg;
		else
			return false;
	}
	j->page_n = (size_t)(argc - optind);
	j->pages = array(j->page_n + 1, sizeof(*j->pages));
	for (i = 0; i < j->page_n; i++)
		j->pages[i].file = argv[optind + (int)i];
	return j->code_file != NULL && j->header_file != NULL && j->page_n > 0;
}

static void
job_clear(struct job *j)
{
	struct page *p;

	for (p = j->pages; p < j->pages + j->page_n; p++) {
		free(p->name);
		buf_clear(&p->text);
		buf_clear(&p->json);
		tmplc_unit_clear(&p->unit);
	}
	free(j->pages);
	free(j->includes);
}

int
main(int argc, char **argv)
{
	struct job j = { .includes =
			     array((size_t)argc + 1, sizeof(const char *)) };
	int status;

	if (!job_read(&j, argc, argv))
		status = usage();
	else
		status = compile(&j) || write_all(&j) ? 1 : 0;
	job_clear(&j);
	return status;
}
