/* pages_remind.h - the handlers of reminders and of calendars. */
#ifndef PAGES_REMIND_H
#define PAGES_REMIND_H
#include "err.h"

struct req;

/* Each for themselves: which reminders, and the address of a calendar. */
enum err page_settings(struct req *);      /* GET /settings */
enum err page_settings_save(struct req *); /* POST /settings */
enum err page_calendar_make(struct req *); /* POST /settings/calendar */
enum err page_calendar_end(struct req *);  /* POST /settings/calendar/end */

enum err page_calendar(struct req *); /* GET /calendar/:token */

/* Whom mail does not reach, and what was raised to whoever asks. */
enum err page_reminders(struct req *);         /* GET /reminders */
enum err page_reminders_overdue(struct req *); /* GET /reminders/overdue */
#endif
