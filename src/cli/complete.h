// SPDX-License-Identifier: MIT
// complete.h: what Tab offers at the prompt: keywords, globals, fields, methods, modules.

#ifndef NEAP_CLI_COMPLETE_H
#define NEAP_CLI_COMPLETE_H

#include "lua.h"

// Names are looked up in [L].
void complete_begin(lua_State *L);
// For readline (rl_attempted_completion_function): the common beginning of all matches and the
// matches, allocated by malloc, ended by NULL; or NULL if there are none.
char **complete_line(const char *text, int start, int end);

// The characters between which a word stands at [end] of the line.
const char *complete_word_breaks(const char *line, int end);

#endif
