// SPDX-License-Identifier: MIT
// terminal.c: see terminal.h. Asked anew each time: the user may change a window, and a script what
// a descriptor stands for.

#include "src/cli/terminal.h"

#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_DEFAULT 80
#define WIDTH_MIN 20

bool terminal_is_rich(int descriptor)
{
    const char *kind = getenv("TERM");
    return isatty(descriptor) && kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
}

bool terminal_has_colour(int descriptor)
{
    const char *none = getenv("NO_COLOR");
    return terminal_is_rich(descriptor) && (none == NULL || *none == '\0');
}

int terminal_width(void)
{
    struct winsize size;
    bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= WIDTH_MIN;
    return is_known ? size.ws_col : WIDTH_DEFAULT;
}

// The C library's stream to a terminal holds back what stands behind the last newline.
void terminal_end_line(void)
{
    if (isatty(STDOUT_FILENO) && __fpending(stdout) > 0) {
        putc('\n', stdout);
    }
    fflush(stdout);
}
