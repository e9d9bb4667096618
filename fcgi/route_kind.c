/* route_kind.c - what else is asked of a route: is it public, of files, kept?
 */
#include <string.h>

#include "openapi.h"
#include "pages_catalogue.h"
#include "pages_import.h"
#include "pages_kiosk.h"
#include "pages_remind.h"
#include "pages_token.h"
#include "pages_year.h"
#include "route.h"

bool
route_keeps(const struct route *route)
{
	return route->handler == page_requirement_save;
}

bool
route_uploads(const struct route *route)
{
	return route->handler == page_catalogue_take ||
	       route->handler == page_import_staff_send ||
	       route->handler == page_import_training_send;
}

bool
route_public(const struct route *route)
{
	static const char *const places[] = { "/public", "/catalogue",
		"/library" };
	size_t i, n;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		n = strlen(places[i]);
		if (strncmp(route->pattern, places[i], n) == 0 &&
		    (route->pattern[n] == '\0' || route->pattern[n] == '/'))
			return route->roles == ROLE_PUBLIC;
	}
	return false;
}

bool
route_offered(const struct route *route)
{
	static const char *const browsers[] = { "/", "/healthz", "/metrics",
		"/sign-in", "/sign-out", "/session/keep", "/organisation" };
	size_t i;

	for (i = 0; i < sizeof(browsers) / sizeof(browsers[0]); i++)
		if (strcmp(route->pattern, browsers[i]) == 0)
			return false;
	/* What a token opens ends with it: it makes nothing else that opens. */
	return (route->roles & ROLES_KIOSK) == 0 &&
	       route->handler != page_token_make &&
	       route->handler != page_calendar_make &&
	       route->handler != page_openapi &&
	       route->handler != page_kiosk_register &&
	       route->handler != page_kiosk_register_post;
}
