// SPDX-License-Identifier: MIT
// source.h: source text as it stands in files.

#ifndef NEAP_CLI_SOURCE_H
#define NEAP_CLI_SOURCE_H

#include <stddef.h>
#include <stdio.h>

// All that is left in [file], and a zero behind it; allocated by malloc. NULL: no memory, or an
// error of reading (errno).
char *source_read(FILE *file, size_t *length);
// Where the chunk begins in a file's text: behind a mark of UTF-8 and a first line that begins with
// '#'. The end of that line stays, so that lines are counted as in the file, unless a binary chunk
// follows.
const char *source_begin(const char *text);

#endif
