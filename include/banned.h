/* banned.h - calls that no room may make; included before everything else. */
#ifndef BANNED_H
#define BANNED_H
#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef alloca
#ifdef __clang__
/* clang refuses a later system header that names a poisoned word. */
#else
#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok atoi
#pragma GCC poison atol gets alloca system popen
#endif
#endif
