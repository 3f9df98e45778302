// SPDX-License-Identifier: MIT
// lib_io.h: what the two halves of the io library share: lib_io.c opens, closes and positions
// files, lib_io_read.c reads from them.

#ifndef NEAP_STDLIB_LIB_IO_H
#define NEAP_STDLIB_LIB_IO_H

#include <stdio.h>

#include "lua.h"

// Reads from [f] what the formats on the stack from index [first] to the top ask for (a line if
// there are none) and pushes the results. Returns their number, or that of the failure triple of
// luaL_fileresult. The last result is nil where the input ended; later formats are then not tried.
// Throws for a bad format.
int io_read_formats(lua_State *L, FILE *f, int first);

// Lines up to this length take the short ways.
#define IO_SHORT_LINE 200

// Takes a line from [f] that its buffer already holds as a whole: copies it with its newline to
// piece[0 .. size - 1] and returns its length. 0: there is none of that size, and nothing was
// taken.
size_t io_take_line(FILE *f, char *piece, size_t size);

#endif
