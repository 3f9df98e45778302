// SPDX-License-Identifier: MIT
// exec.h: what C code outside of the loop (the C API) may ask the interpreter to do. All of this
// nests: it enters the interpreter anew on the C stack where Lua code has to run, which is only
// right for foreign C functions and hosts. The standard library uses vm/exec/native.h instead.

#ifndef NEAP_VM_EXEC_EXEC_H
#define NEAP_VM_EXEC_EXEC_H

#include "vm/base/object.h"
#include "vm/heap/runtime.h"
#include "vm/heap/throw.h"

// ---- metatables

// The metatable of any value, or NULL.
Table *meta_table_of(const Runtime *rt, const Value *v);
// The metamethod of [v] for [event], or nil. Borrowed.
Value meta_find(Thread *L, const Value *v, Event event);

// ---- calls. Arguments stand between [func] and L->top; results come to [func], L->top past them
// (result_count results, or all with LUA_MULTRET). The stack may move.

// lua_call: errors go through to whoever catches them. [yieldable]: the caller is a C function with
// a continuation (already stored in its frame) and the callee may yield.
void exec_call(Thread *L, Value *func, int result_count, bool yieldable);

// lua_pcall: [func] and [handler] are offsets made by thread_save (handler 0: none). On error:
// closes what is pending, stack cut to func, error object pushed. With [yieldable] the caller's
// frame has its continuation, FRAME_CATCH is set on it here.
int exec_pcall(Thread *L, ptrdiff_t func, int result_count, ptrdiff_t handler, bool yieldable);

// Runs f(L, data) outside of the interpreter, errors caught (lua_load). On error: closes what is
// pending, stack cut to where its top was, error object pushed. No message handler runs, nothing in
// f can yield.
int exec_protect(Thread *L, void (*f)(Thread *L, void *data), void *data);

// lua_resume: the arguments are on top of [L]. Returns status; *result_count values on top of L.
int exec_resume(Thread *L, int arg_count, int *result_count);

// lua_yieldk: does not return but inside a count or line hook (there result_count is 0 and there is
// no continuation), where the thread yields once the hook function has returned; the result is that
// of lua_yieldk. Throws "attempt to yield ..." errors.
int exec_yield(Thread *L, int result_count, lua_KFunction continuation, lua_KContext context);

// Leaves nested activations for the one in which the running thread was resumed; its top [count]
// values are yielded.
_Noreturn void exec_jump_to_resumer(Thread *L, int count);

bool exec_is_yieldable(const Thread *L);

// LUA_OK: fresh, or finished (then no function on the stack), LUA_YIELD, or the error.
static inline int exec_thread_status(const Thread *L)
{
    return throw_public_status(L->status);
}

// lua_closethread: closes pending variables, kills the thread, leaves the error object (if any) on
// its stack as only value.
int exec_close_thread(Thread *L);

// ---- operations that may run metamethods. Pointers given may point into the stack; they are stale
// afterwards. Results are returned unanchored.
Value exec_get(Thread *L, const Value *object, const Value *key);
void exec_set(Thread *L, const Value *object, const Value *key, const Value *value);
Value exec_arith(Thread *L, int op /* LUA_OPADD ... */, const Value *a, const Value *b);
bool exec_equal(Thread *L, const Value *a, const Value *b);
bool exec_raw_equal(const Value *a, const Value *b);
bool exec_compare(Thread *L, int op /* LUA_OPLT, LUA_OPLE */, const Value *a, const Value *b);
Value exec_len(Thread *L, const Value *v);
// Concatenates the top [count] (>= 2) values and leaves the result in their place.
void exec_concat(Thread *L, int count);
// Makes a string of a number in place (a slot); false if it is neither string nor number.
bool exec_to_string(Thread *L, Value *slot);

// ---- to-be-closed variables from C
// Marks a slot (lua_toclose); throws "variable 'x' got a non-closable value" if it has no __close
// and is not false.
void exec_mark_close(Thread *L, Value *slot);
// Closes upvalues and to-be-closed variables at or above [level] (lua_settop, lua_closeslot);
// nested calls. May move the stack.
void exec_close(Thread *L, Value *level);

// ---- finalizers
// Runs the finalizers that are due, each protected, errors become warnings. (lua_gc, API safe
// points, lua_close.)
void exec_run_finalizers(Thread *L);
// The API's safe point: a collector step and finalizers when due.
void exec_gc_check(Thread *L);

// ---- frames
// Original function slot of a frame (below extra arguments of vararg functions).
Value *exec_frame_function(const Frame *f);
// True for frames that count as a level of lua_getstack.
static inline bool exec_frame_is_level(const Frame *f)
{
    return f->kind != FRAME_BASE;
}
// First entry of a native closure for its kind; used wherever one is made.
void exec_init_native(NativeClosure *closure);

// Emits a warning through the host's function (lua_warning).
void exec_warning(Thread *L, const char *message, bool to_continue);

#endif
