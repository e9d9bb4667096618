/* pages_public.h - what was published, for everybody: nobody has to sign in. */
#ifndef PAGES_PUBLIC_H
#define PAGES_PUBLIC_H
#include "err.h"

struct req;

enum err page_public(struct req *);          /* /public */
enum err page_public_json(struct req *);     /* /public/json */
enum err page_public_csv(struct req *);      /* /public/csv */
enum err page_public_keys(struct req *);     /* /public/keys */
enum err page_public_org(struct req *);      /* /public/:organisation */
enum err page_public_org_json(struct req *); /* /public/:organisation/json */
enum err page_public_org_csv(struct req *);  /* /public/:organisation/csv */
/* /public/:organisation/:version */
enum err page_public_version(struct req *);
/* /public/:organisation/:version/csv */
enum err page_public_version_csv(struct req *);
/* /public/:organisation/:version/bundle/:edition */
enum err page_public_bundle(struct req *);
#endif
