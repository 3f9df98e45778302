// SPDX-License-Identifier: MIT
// varinfo.h: names of variables and functions, for messages, tracebacks and lua_getinfo.
//
// Names are found from the code: which instruction put the value into its register. Nothing is kept
// at run time.

#ifndef NEAP_VM_EXEC_VARINFO_H
#define NEAP_VM_EXEC_VARINFO_H

#include "vm/base/object.h"

// A name and what it is a name of: "local", "global", "upvalue", "field", "method", "constant",
// "metamethod", "for iterator", "hook". [kind] is NULL if nothing is known.
typedef struct VarName {
    const char *kind;
    const char *name; // borrowed from the function
} VarName;

// Index of the instruction that a Lua frame is executing (its saved pc stands after it).
uint32_t varinfo_current_pc(const Frame *frame);
// Line of that instruction, or -1 if stripped.
int varinfo_current_line(const Frame *frame);

// Name of local variable number [n] (1 ...) alive at instruction [pc], by register; NULL if none.
const char *varinfo_local_name(const Proto *proto, int n, uint32_t pc);
// Name of an upvalue of a Lua function, "?" if stripped.
const char *varinfo_upvalue_name(const Proto *proto, unsigned index);

// The variable that [v] is, if it stands in a register or an upvalue of the running Lua frame.
VarName varinfo_of_value(const Thread *L, const Value *v);

// The name by which the function of [frame] was called, seen from the frame below it.
VarName varinfo_function_name(const Frame *frame);
// The name of the function or metamethod that the frame [caller] is calling at its current
// instruction.
VarName varinfo_called_name(const Frame *caller);

// ---- operands

// What an instruction works on.
typedef struct Operand {
    VarName name;
    Value value;
    Value container; // where it was looked up as a field, if that can still be seen; else nil
    bool is_gone;    // the value is not known any more: nil stands for it
} Operand;

// Operand [n] (1 ...) of the instruction that a Lua frame is executing: the function of a call, the
// object of an access, the operands of an operator (of comparisons in the order of < and <=, of a
// concatenation all of them, as far as they are not joined yet). False if there is none. Runs
// nothing; the values are borrowed.
bool varinfo_operand(Thread *L, const Frame *frame, unsigned n, Operand *operand);

#endif
