/* signing_id.c - by what a key is named; by itself, for those without records.
 */
#include <sodium.h>

#include "signing.h"

void
signing_id(const unsigned char public[KEY_PUBLIC], char id[KEY_ID_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, public, KEY_PUBLIC);
	sodium_bin2hex(id, KEY_ID_SIZE, hash, (KEY_ID_SIZE - 1) / 2);
}
