// SPDX-License-Identifier: MIT
// lineinfo.h: line and column of each instruction, packed.

#ifndef NEAP_VM_CODE_LINEINFO_H
#define NEAP_VM_CODE_LINEINFO_H

#include "vm/base/object.h"

// Packs the positions of [count] words (auxiliary words have one too) into a block of mem_alloc,
// whose size comes to *size_bytes. Throws LUA_ERRMEM.
uint8_t *lineinfo_pack(Thread *L, const uint32_t *lines, const uint16_t *columns, uint32_t count,
                       uint32_t *size_bytes);

// Line of the word at [pc]; -1 if the proto was stripped. In (nearly) constant time.
int lineinfo_line(const Proto *proto, uint32_t pc);
// Column, 1 and up; 0 if unknown.
int lineinfo_column(const Proto *proto, uint32_t pc);

// True if the block of [proto] (or its absence) is one that the functions above can read for every
// word of its code; for protos from outside.
bool lineinfo_is_valid(const Proto *proto);

#endif
