/* source.c - addresses, and networks of them. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"

#define TEXT_MOST 63 /* "ADDRESS/BITS" */

/* All addresses as IPv6 has them, those of IPv4 behind this prefix. */
static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

struct network {
	unsigned char address[16];
	unsigned bits; /* that count, from the left */
};

/* Bits that are fixed by an address of this family alone; 0: it is none. */
static unsigned
read_address(const char *text, unsigned char out[16])
{
	if (inet_pton(AF_INET, text, out + sizeof(mapped)) == 1) {
		memcpy(out, mapped, sizeof(mapped));
		return 32;
	}
	return inet_pton(AF_INET6, text, out) == 1 ? 128 : 0;
}

/* What stands behind the slash, at most most; false where it is no number. */
static bool
read_bits(const char *text, unsigned most, unsigned *bits)
{
	size_t n = strlen(text);

	if (n < 1 || n > 3 || text[strspn(text, "0123456789")] != '\0')
		return false;
	*bits = (unsigned)strtoul(text, NULL, 10);
	return *bits <= most;
}

static bool
read_network(const char *text, size_t n, struct network *net)
{
	char copy[TEXT_MOST + 1];
	unsigned whole;
	char *slash;

	if (n > TEXT_MOST)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	if ((slash = strchr(copy, '/')) != NULL)
		*slash++ = '\0';
	if ((whole = read_address(copy, net->address)) == 0)
		return false;
	net->bits = whole;
	if (slash != NULL && !read_bits(slash, whole, &net->bits))
		return false;
	net->bits += 128 - whole;
	return true;
}

static bool
holds(const struct network *net, const unsigned char address[16])
{
	unsigned whole = net->bits / 8, rest = net->bits % 8;
	unsigned char differs;

	if (memcmp(net->address, address, whole) != 0)
		return false;
	if (rest == 0)
		return true;
	differs = net->address[whole] ^ address[whole];
	return differs >> (8 - rest) == 0;
}

/* The next of the list, and where it goes on; 0: there is no more. */
static size_t
next(const char **list)
{
	*list += strspn(*list, " ");
	return strcspn(*list, " ");
}

const char *
source_wrong(const char *list)
{
	struct network net;
	size_t n;

	for (; (n = next(&list)) > 0; list += n)
		if (!read_network(list, n, &net))
			return "must be addresses such as 127.0.0.1 or "
			       "10.20.0.0/16, with spaces between";
	return NULL;
}

bool
source_among(const char *list, const char *address)
{
	unsigned char one[16];
	struct network net;
	size_t n;

	if (source_wrong(list) != NULL || read_address(address, one) == 0)
		return false;
	for (; (n = next(&list)) > 0; list += n)
		if (read_network(list, n, &net) && holds(&net, one))
			return true;
	return false;
}
