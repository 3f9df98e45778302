// SPDX-License-Identifier: MIT
// dump.h: precompiled chunks: writing them, and what reader and writer have to agree on.
//
// A chunk begins with the header of 5.4 (so that programs which look at it are content), followed
// by our own mark and the main function. What it consists of:
// - byte: one byte
// - count: 7 bits a byte, lowest first, high bit: more follow
// - word, integer, float: 8 bytes of this machine
// - string: a count and its bytes; where it may be missing, the count is one more and 0 means none
//
// A function, in this order:
// - byte 1: its source is that of the enclosing function; or 0 and an optional string: the source
// - counts line_defined, last_line_defined; bytes param_count, is_vararg; count frame_size
// - code: a count of words; the words but for inline caches (auxiliary words after KEY operands)
// - constants: a count; each a byte (enum DumpConstant) and its contents; templates: count and keys
// - upvalues: a count; each in_stack, index, attribute (bytes)
// - functions: a count; each a function
// - lines: a count of bytes; the packed line information (lineinfo.h)
// - locals: a count; each a string, counts start_pc, end_pc - start_pc, slot
// - names of upvalues: a count (0 or that of the upvalues); optional strings

#ifndef NEAP_VM_CODE_DUMP_H
#define NEAP_VM_CODE_DUMP_H

#include "vm/base/object.h"

// What the header consists of, after LUA_SIGNATURE.
#define DUMP_VERSION 0x54
#define DUMP_FORMAT 0
#define DUMP_DATA "\x19\x93\r\n\x1a\n" // is damaged where line ends are converted
#define DUMP_INSTRUCTION_SIZE 4        // as in 5.4's header; ours are told by the mark
#define DUMP_INTEGER 0x5678
#define DUMP_FLOAT 370.5
#define DUMP_MARK "neap\1" // and the version of the format and of the instruction set

enum DumpConstant {
    DUMP_NIL,
    DUMP_FALSE,
    DUMP_TRUE,
    DUMP_INTEGER_CONSTANT,
    DUMP_FLOAT_CONSTANT,
    DUMP_STRING,
    DUMP_TEMPLATE
};

// Hands the chunk of [proto] to [writer] in pieces until that returns something else than 0, and
// returns this. [strip] leaves out source, lines and names. The function must stay reachable while
// the writer runs. Nothing is allocated or left on the stack.
int dump_proto(Thread *L, const Proto *proto, bool strip, lua_Writer writer, void *data);

#endif
