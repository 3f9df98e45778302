// SPDX-License-Identifier: MIT
// names.h: what the prompt takes for a name, and the words of the language.

#ifndef NEAP_CLI_NAMES_H
#define NEAP_CLI_NAMES_H

#include <stdbool.h>
#include <stddef.h>

// The reserved words, each with a blank in front and behind.
extern const char names_keywords[];

// True if the text can stand after a dot: letters, digits and underscores, no reserved word.
bool names_is_name(const char *text, size_t length);

#endif
