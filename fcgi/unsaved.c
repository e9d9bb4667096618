/* unsaved.c - saying that a form could not be stored, and is still there. */
#include "unsaved.h"
#include "form.h"
#include "reply.h"

bool
unsaved(enum err e)
{
	return e == ERR_FULL || e == ERR_BUSY;
}

int
unsaved_fault(struct req *r, struct form *f, enum err e)
{
	form_fault(f, "maincontent",
	    e == ERR_FULL
		? "This could not be saved: there is no room left. Nothing of "
		  "what you typed is lost: it is in the form below. Tell the "
		  "people who run this service, and save again later"
		: "This could not be saved: the service is busy. Nothing of "
		  "what you typed is lost: save again in a moment");
	if (e == ERR_BUSY)
		reply_header(r, "Retry-After", "2");
	return e == ERR_FULL ? 507 : 503;
}
