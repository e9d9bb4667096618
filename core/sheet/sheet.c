/* sheet.c - a table as a workbook. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "banned.h"

#include "sheet.h"
#include "sheet_priv.h"

struct sheet {
	lxw_workbook *book;
	lxw_worksheet *table;
	lxw_format *head;
	int64_t row;
	lxw_col_t column;
	bool failed;
};

struct sheet *
sheet_new(const char *title)
{
	struct sheet *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->row = -1;
	s->book = workbook_new("memory");
	if (s->book == NULL)
		abort();
	s->table = workbook_add_worksheet(s->book, title);
	s->head = workbook_add_format(s->book);
	if (s->table == NULL || s->head == NULL)
		abort();
	format_set_bold(s->head);
	format_set_text_wrap(s->head);
	worksheet_freeze_panes(s->table, 1, 1);
	worksheet_set_column(s->table, 0, 0, 28, NULL);
	worksheet_set_column(s->table, 1, 200, 16, NULL);
	return s;
}

void
sheet_put(struct sheet *s, const char *cell, bool first)
{
	lxw_error e;

	if (first) {
		s->row++;
		s->column = 0;
	}
	if (cell[0] != '\0' && s->row >= 0) {
		/* A string, whatever it begins with. */
		e = worksheet_write_string(s->table, (lxw_row_t)s->row,
		    s->column, cell, s->row == 0 ? s->head : NULL);
		s->failed |= e != LXW_NO_ERROR;
	}
	s->column++;
}

enum err
sheet_end(struct sheet *s, struct buf *out)
{
	struct memory whole = { 0 };
	bool failed = s->failed;

	memory_target(&whole);
	failed |= workbook_close(s->book) != LXW_NO_ERROR;
	memory_target(NULL);
	free(s);
	if (!failed)
		buf_add(out, whole.bytes.p, whole.bytes.n);
	buf_clear(&whole.bytes);
	return failed ? ERR_IO : OK;
}
