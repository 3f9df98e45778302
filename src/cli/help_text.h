// SPDX-License-Identifier: MIT
// help_text.h: what help.c shows: the keys of the prompt, and a line for every library function.

#ifndef NEAP_CLI_HELP_TEXT_H
#define NEAP_CLI_HELP_TEXT_H

extern const char help_keys[];
// Lines "name(parameters)\tmeaning". A line "=prefix" says what stands in front of the names below.
extern const char help_functions[];

#endif
