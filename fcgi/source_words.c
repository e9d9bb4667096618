/* source_words.c - kinds and standings of law and guidance, in words. */
#include <string.h>

#include "source_words.h"

static const struct {
	const char *code, *name, *group;
} kinds[SOURCE_UNSAID + 1] = {
	[SOURCE_ACT] = { "act", "Act of Parliament", "Acts of Parliament" },
	[SOURCE_REGULATIONS] = { "regulations", "Regulations", "Regulations" },
	[SOURCE_COMMON_LAW] = { "common-law", "Common law", "Common law" },
	[SOURCE_CODE] = { "nhs-code", "NHS code of practice",
	    "NHS codes of practice" },
	[SOURCE_STANDARD] = { "standard", "Standard", "Standards" },
	[SOURCE_POLICY] = { "policy", "Policy or undertaking",
	    "Policies and undertakings" },
	[SOURCE_GUIDANCE] = { "guidance", "Guidance", "Guidance" },
	[SOURCE_REPORT] = { "report", "Report", "Reports" },
	[SOURCE_UNSAID] = { "other", "Other", "Others that the sets name" },
};

const char *
source_kind_code(enum source_kind kind)
{
	return kinds[kind].code;
}

const char *
source_kind_name(enum source_kind kind)
{
	return kinds[kind].name;
}

const char *
source_kind_group(enum source_kind kind)
{
	return kinds[kind].group;
}

const char *
source_standing_words(enum source_standing standing)
{
	static const char *const words[STANDINGS] = {
		[STANDING_IN_FORCE] = "In force",
		[STANDING_IN_PART] = "In force in part",
		[STANDING_REPLACED] = "Replaced",
		[STANDING_NOT_ESTABLISHED] = "Not established",
	};

	return words[standing];
}

const char *
source_sure(const char *mark)
{
	if (strcmp(mark, "source") == 0)
		return "Confirmed";
	return strcmp(mark, "memory") == 0 ? "From memory" : "Reconstructed";
}
