// SPDX-License-Identifier: MIT
// habit.h: what people write by habit of other languages, and how Lua writes it.

#ifndef NEAP_CLI_HABIT_H
#define NEAP_CLI_HABIT_H

#include <stddef.h>

// Writes a hint for a syntax error into [hint]; an empty one if nothing is known. [source] is the
// line, [column] the place of the error in it (1 and up; 0: unknown), [known] what the parser says.
void habit_find(const char *message, const char *source, int column, const char *known, char *hint,
                size_t size);

// The same for an operation that failed at run time: [text] is the message behind "attempt to ".
// NULL: nothing is known.
const char *habit_of_operation(const char *text);

#endif
