// SPDX-License-Identifier: MIT
// terminal.h: what the terminal behind a stream can do.

#ifndef NEAP_CLI_TERMINAL_H
#define NEAP_CLI_TERMINAL_H

#include <stdbool.h>

// True if [descriptor] is a terminal that understands escape sequences.
bool terminal_is_rich(int descriptor);
// True if it is, and the user has not asked for no colours (NO_COLOR).
bool terminal_has_colour(int descriptor);
// Columns of the terminal behind the standard output; 80 if unknown.
int terminal_width(void);
// Ends a line of output that was begun, so that what follows on a terminal begins a new one. What
// was flushed before is not known.
void terminal_end_line(void);

#endif
