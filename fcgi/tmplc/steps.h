/* steps.h - one step of the reader of HTML for each place in it. */
#ifndef STEPS_H
#define STEPS_H
#include <string.h>

#include "context.h"

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == ':' || c == '.';
}

static inline bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static inline char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Names are kept in lower case and cut: no name that matters is longer. */
static inline void
push(char name[CONTEXT_NAME_SIZE], char c)
{
	size_t n = strlen(name);

	if (n + 1 < CONTEXT_NAME_SIZE) {
		name[n] = lower(c);
		name[n + 1] = '\0';
	}
}

void steps_enter_text(struct context *);

/* A tag's, an attribute's name is complete: is it one we refuse? */
enum refusal steps_tag_named(const struct context *);
enum refusal steps_attr_named(struct context *);

enum refusal step_text(struct context *, char);
enum refusal step_raw(struct context *, char);
enum refusal step_script(struct context *, char);
enum refusal step_bang(struct context *, char);
enum refusal step_dash(struct context *, char);
enum refusal step_comment(struct context *, char);
enum refusal step_doctype(struct context *, char);
enum refusal step_tag(struct context *, char);
enum refusal step_end_tag(struct context *, char);
enum refusal step_end_name(struct context *, char);
enum refusal step_gap(struct context *, char);
enum refusal step_tag_name(struct context *, char);
enum refusal step_space(struct context *, char);
enum refusal step_slash(struct context *, char);
enum refusal step_after_name(struct context *, char);
enum refusal step_name(struct context *, char);
enum refusal step_equals(struct context *, char);
enum refusal step_bare(struct context *, char);
enum refusal step_value(struct context *, char);
#endif
