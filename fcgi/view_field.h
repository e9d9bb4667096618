/* view_field.h - the views of single fields, for the templates field_*. */
#ifndef VIEW_FIELD_H
#define VIEW_FIELD_H
#include <stdbool.h>
#include <stddef.h>

#include "form.h"

/* A line or an area of text; fields.c fills what is said about it. */
struct text_field {
	const char *name, *label;
	const char *hint;  /* NULL: none */
	const char *value; /* as typed */
	const char *fault; /* NULL: none */
	const char *said;  /* the ids of hint and fault; NULL: neither */
	const char *list;  /* the id of a datalist; NULL: none */
	bool narrow;       /* for numbers and codes */
};

/* A day in three boxes. */
struct day_field {
	const char *name, *legend, *hint, *fault, *said;
	const char *day_id, *month_id, *year_id;
	struct typed_day typed;
};

/* A list to select from; the first entry is for nothing. */
struct choice_line {
	const char *value, *text;
	bool chosen;
};
struct choice_field {
	const char *name, *label, *hint, *fault, *said;
	struct {
		struct choice_line *v;
		size_t n;
	} all;
};

/* A box to tick; its fault and hint stand beside it. */
struct tick_field {
	const char *name, *label, *hint, *fault, *said;
	bool on;
};

/* The password once more, and the code where one is asked for. */
struct sign_field {
	const char *user, *hint, *password_fault, *code_fault;
	bool code;
};
#endif
