/* form_mail.c - a field for one mail address. */
#include "form.h"
#include "remind.h"

#define MAIL_MAX 254

const char *
form_mail(struct form *f, const char *name)
{
	const char *s = form_line(f, name, "the mail address", MAIL_MAX);

	if (s[0] != '\0' && faults_about(&f->faults, name) == NULL &&
	    !remind_address(s))
		form_fault(
		    f, name, "Enter one mail address, like name@trust.example");
	return s;
}
