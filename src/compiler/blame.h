// SPDX-License-Identifier: MIT
// blame.h: which block of a text that does not compile is the wrong one.

#ifndef NEAP_COMPILER_BLAME_H
#define NEAP_COMPILER_BLAME_H

#include "src/compiler/parser.h"

// Before the parser fails because the current token is not [expected]: where that is a word that
// belongs to a block, leaves a hint about the block in the lexer. The lexer cannot be used
// afterwards.
void blame_find_block(Parser *p, enum TokenKind expected);

// Before the parser fails because [e] is no statement: if it is a plain name, leaves the hint
// "no statement: <name>".
void blame_no_statement(Parser *p, const Expr *e);

#endif
