// SPDX-License-Identifier: MIT
// ops.h: slow paths of instructions, one family per file (op_*.c). The loop calls them with pc
// saved; each returns the step that follows: step_run() when it is done. Operands given by address
// may lie in registers; the stack may move.

#ifndef NEAP_VM_EXEC_OPS_H
#define NEAP_VM_EXEC_OPS_H

#include "vm/exec/call.h"

// op_index.c: [dest] is a register's byte offset.
Step op_get(Thread *L, const Value *object, const Value *key, unsigned dest);
Step op_set(Thread *L, const Value *object, const Value *key, const Value *value);
// The entry of a short string key in [t], or NULL if there is none with a value; op_find_inherited:
// in the chain of __index tables from [metatable] (may be NULL) on, NULL also if something else
// than tables stands in the chain; op_find_method: in [t] or in the chain above it, where it most
// likely is. All remember at [aux] where it was, op_find_method only if in the chain.
Entry *op_find_and_cache(const Table *t, const String *key, const Instruction *aux);
Entry *op_find_inherited(const Thread *L, const Table *metatable, const String *key,
                         const Instruction *aux);
Entry *op_find_method(const Thread *L, const Table *t, const String *key, const Instruction *aux);
// Stores the [count] values above the table in [slot] from index [first] on.
void op_set_list(Thread *L, Value *slot, int count, lua_Integer first);

// op_arith.c: [op] is LUA_OPADD ... LUA_OPBNOT.
Step op_arith(Thread *L, int op, const Value *a, const Value *b, unsigned dest);
Step op_len(Thread *L, const Value *v, unsigned dest);
// Numbers only: computes; false if an operand is not a number (or string), or not convertible to
// integer where that is needed, or integer division by zero.
bool op_arith_numbers(int op, const Value *a, const Value *b, Value *result);

// Metamethods, or throw the operation's error.
Value op_arith_method(Thread *L, int op, const Value *a, const Value *b);
Value op_len_method(Thread *L, const Value *v);
bool op_len_raw(Thread *L, const Value *v, Value *result); // strings, tables without __len

// op_compare.c: the jump of the instruction at pc[-1] is taken if the result equals [sense].
Step op_compare_jump(Thread *L, int op, const Value *a, const Value *b, bool sense);
Step op_equal_jump(Thread *L, const Value *a, const Value *b, bool sense);
// Numbers: exact comparison over integers and floats.
bool op_less_numbers(const Value *a, const Value *b);
bool op_less_equal_numbers(const Value *a, const Value *b);
// Numbers and strings; false: others.
bool op_compare_raw(int op, const Value *a, const Value *b, bool *result);
// What a comparison of others calls with *a and *b. [is_negated]: a and b have changed places, and
// the truth of the result is to be negated. Throws if they cannot be compared.
Value op_compare_method(Thread *L, int op, const Value **a, const Value **b, bool *is_negated);
Value op_equal_method(Thread *L, const Value *a, const Value *b); // nil: they are not equal

// op_concat.c: CONCAT of [count] registers from [first]; the result goes to [first].
Step op_concat(Thread *L, Value *first, int count);
// Concatenates as many strings and numbers as stand below [top] (at most [count], in a run), leaves
// the result in the lowest slot of the run and returns its length; 0 if the top two need a
// metamethod.
int op_concat_raw(Thread *L, Value *top, int count);
Value op_concat_method(Thread *L, const Value *a, const Value *b); // or throws
// A __concat metamethod returned its result at [result].
Step op_concat_continue(Thread *L, Value *result);

// op_loop.c
// Prepares the three registers of a numeric for at [state]; false if the loop does not run.
bool op_for_prepare(Thread *L, Value *state);
// One step of a generic for over 'next', with the position remembered in the payload of the (nil)
// closing value. False: to be done in the general way.
bool op_for_next(Value *state);

// op_closing.c: closing of variables, safe points.
// Closes upvalues and, one per step, pending variables >= [level]; STEP_RUN with nothing pending
// means done. Calls are placed at L->top (which the caller sets above everything alive).
Step op_close_next(Thread *L, Value *level, bool *done);
void op_mark_close(Thread *L, Value *slot);
// Collector step, then a finalizer if one is due.
Step op_safe_point(Thread *L, Instruction i);
Step op_finalizer_returned(Thread *L);
// The next object that is due and what to call with it; false if there is none. An object whose
// __gc cannot be called is passed over with a warning. Nothing else may refer to the object, so
// room for the call (METAMETHOD_SLOTS) has to be made before: that may collect.
bool op_finalizer_take(Thread *L, Value *object, Value *method);
// Around each finalizer: no yields, no hooks, no further finalizers.
void op_finalizer_begin(Thread *L);
void op_finalizer_end(Thread *L);
void op_finalizer_warn(Thread *L, const Value *error);

#endif
