// SPDX-License-Identifier: MIT
// line_input.h: lines from the user: edited with GNU readline where it is installed and the
// terminal can do it, else read plainly. Keeps the history of entries and its file.

#ifndef NEAP_CLI_LINE_INPUT_H
#define NEAP_CLI_LINE_INPUT_H

#include <stdbool.h>

// How reading a line ended.
enum LineEnd { LINE_READ, LINE_END_OF_INPUT, LINE_INTERRUPTED };

// The type of rl_attempted_completion_function.
typedef char **LineInputCompleter(const char *text, int start, int end);
// Gives the characters between which the word at [end] of the line stands.
typedef const char *LineInputWordBreaks(const char *line, int end);

// Looks for readline and loads the history.
void line_input_begin(LineInputCompleter *completer, LineInputWordBreaks *breaks);
// The line in [*line], allocated by malloc; it may hold newlines (a recalled or pasted block).
enum LineEnd line_input_read(const char *prompt, char **line);
// Keeps a whole entry for recall and appends it to the file, unless it repeats the last one.
void line_input_remember(const char *entry);
// From the handler of SIGINT: the line being read is given up.
void line_input_interrupt(void);
// True if input and output are a terminal.
bool line_input_is_terminal(void);
// The text of the line being edited (for completers).
const char *line_input_text(void);
// To be called by the completer: whether file names are tried if it finds nothing. Nothing is
// appended to what is completed, but the quote that ends a string.
void line_input_allow_files(bool allow);

#endif
