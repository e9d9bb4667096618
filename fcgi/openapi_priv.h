/* openapi_priv.h - pieces of the OpenAPI file. */
#ifndef OPENAPI_PRIV_H
#define OPENAPI_PRIV_H
struct route;
struct tell;

#define SCHEMAS "#/components/schemas/"

/* A reference to what has this name there. */
void openapi_ref(struct tell *, const char *where, const char *name);

/* What comes as this type, open for its schema. */
void openapi_open(struct tell *, const char *type);
void openapi_close(struct tell *);

/* The parameters of its query, if it reads any. */
void openapi_query(struct tell *, const struct route *);

/* What a POST takes: the fields of the template that it shows, if any. */
void openapi_form(struct tell *, const struct route *, const char *shows);
#endif
