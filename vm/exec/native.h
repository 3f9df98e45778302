// SPDX-License-Identifier: MIT
// native.h: what the standard library may use beyond the public API: resumable natives, which call
// Lua values without C recursion, and fast forms of common functions.
//
// A resumable native is a C function [f](L, step). It is entered with step 0 and its arguments on
// its stack, like a lua_CFunction. To call a value it pushes function and arguments and returns
// native_call(L, argument count, result count, next step); the interpreter's loop performs the call
// and enters f again with that step, the results on top of f's stack. f finishes by returning the
// number of results on top. All of its state lives in its own stack slots: C locals and pointers
// into the stack do not survive a step. The callee may yield, fail, or never return.
//
//     static int each(lua_State *L, int step)      // each(f, n): calls f(1) ... f(n)
//     {
//         if (step == 0) {
//             lua_settop(L, 2);
//             lua_pushinteger(L, 0);               // slot 3: counter
//         }
//         lua_Integer i = lua_tointeger(L, 3) + 1;
//         if (i > luaL_checkinteger(L, 2)) {
//             return 0;
//         }
//         lua_pushinteger(L, i);
//         lua_copy(L, -1, 3);
//         lua_pushvalue(L, 1);
//         lua_insert(L, -2);
//         return native_call(L, 1, 0, 1);
//     }

#ifndef NEAP_VM_EXEC_NATIVE_H
#define NEAP_VM_EXEC_NATIVE_H

#include "vm/base/object.h"

// How a request to call travels in the return value of a native: a negative number.
typedef struct NativeRequest {
    int arg_count;
    int result_count;
    bool is_protected;
} NativeRequest;

static inline int native_request_encode(NativeRequest r)
{
    return -1 - (r.arg_count | (r.result_count + 1) << 16 | (int)r.is_protected << 30);
}
static inline NativeRequest native_request_decode(int n)
{
    n = -1 - n;
    return (NativeRequest){n & 0xffff, (n >> 16 & 0x3fff) - 1, n >> 30 & 1};
}

// Asks the loop to call the value below the top [arg_count] values, and to enter the native again
// with [next_step] (> 0) and [result_count] results (LUA_MULTRET: all) on top. Use: return
// native_call(...).
static inline int native_call(lua_State *L, int arg_count, int result_count, int next_step)
{
    L->frame->step = next_step;
    return native_request_encode((NativeRequest){arg_count, result_count, false});
}

// The same, but an error of the callee comes back as well: the stack is cut to what was below the
// function, the error object pushed, and native_status() is not LUA_OK in the next step.
static inline int native_pcall(lua_State *L, int arg_count, int result_count, int next_step)
{
    L->frame->step = next_step;
    return native_request_encode((NativeRequest){arg_count, result_count, true});
}

// The same, and the message handler of an xpcall around it is called with the error first: the
// search for a handler goes on in the frame below, whose index + 1 is kept for it (error.c).
static inline int native_pcall_handled(lua_State *L, int arg_count, int result_count, int next_step)
{
    L->frame->search_next = (int32_t)(L->frame - L->frames);
    return native_pcall(L, arg_count, result_count, next_step);
}

// Status of the native_pcall that led to this step.
int native_status(lua_State *L);

// Access that may need a metamethod. Each does the raw case at once and returns true; else it
// pushes the metamethod and its arguments and returns false, and the native returns native_call
// with the counts named here; the next step finds things as if true had been returned.
//     if (!native_try_geti(L, 1, i)) return native_call(L, 2, 1, GOT);
// Errors ("attempt to index a nil value") are thrown. Stack effects as of lua_gettable and friends.

// Key on top, replaced by t[k]; t at [index]. Else: native_call(L, 2, 1, ...).
bool native_try_get(lua_State *L, int index);
// Pushes t[i]. Else: native_call(L, 2, 1, ...).
bool native_try_geti(lua_State *L, int index, lua_Integer i);
bool native_try_getfield(lua_State *L, int index, const char *name);
// t[k] = v with k, v on top; pops both. Else: native_call(L, 3, 0, ...).
bool native_try_set(lua_State *L, int index);
// t[i] = v with v on top; pops it. Else: native_call(L, 3, 0, ...).
bool native_try_seti(lua_State *L, int index, lua_Integer i);
// Pushes #t. Else: native_call(L, 2, 1, ...). The result need not be an integer.
bool native_try_len(lua_State *L, int index);
// Pushes the result of tostring(v). Else: native_call(L, 1, 1, ...); the next step must check that
// the result is a string ("'__tostring' must return a string").
bool native_try_tostring(lua_State *L, int index);
// Pushes true or false for a < b (LUA_OPLT) or a == b (LUA_OPEQ). Else: native_call(L, 2, 1, ...);
// the next step takes the truth of the result.
bool native_try_compare(lua_State *L, int index1, int index2, int op);

// One function of a library: exactly one of [function] and [resumable], or neither and a [kind]
// that the loop runs itself. [fast], if not NULL, is tried first where the loop calls the function
// from Lua code: int fast(Thread *L, Value *func, int nargs), arguments at func[1] ... func[nargs].
// It stores its results to func[0] and up and returns their count, or returns -1 to decline, and
// then the full function runs. It has no frame, may throw only for memory, and calls nothing.
// func[nargs + 1] and above it may use for results after a look at L->stack_limit.
typedef struct NativeReg {
    const char *name;
    lua_CFunction function;
    NativeFunction resumable;
    FastNative fast;
    int kind;            // enum NativeKind; 0 (NATIVE_C) is set right for function and resumable
    bool shows_upvalues; // to programs, as 5.4's function of this name does
} NativeReg;

// Pushes a new closure of [reg] with the top [upvalue_count] values as upvalues (popped).
void native_push(lua_State *L, const NativeReg *reg, int upvalue_count);

// Like luaL_setfuncs: registers all of [regs] (ended by a NULL name) in the table below the top
// [upvalue_count] values, each sharing copies of them; pops them.
void native_setfuncs(lua_State *L, const NativeReg *regs, int upvalue_count);

// For a lua_Hook [hook] that stands for a function of the script: the value below the top
// [arg_count] ones is called by the loop, without C recursion, once the hook has returned. False
// where that is impossible; then the hook has to call it.
bool native_defer_hook(lua_State *L, lua_Hook hook, int arg_count);

// True if the host, a limit or Ctrl-C wants the running code to stop soon; long loops of natives
// ask every few thousand steps and then call native_poll, which may throw.
bool native_interrupted(lua_State *L);
void native_poll(lua_State *L);
// The same for natives that can work for any length of time: [amount] units of work are done, each
// about as long as an instruction. They count for limits and for count events, whose hooks are
// called, so the stack may move and anything may have changed but the native's own slots.
void native_work(lua_State *L, int amount);

#endif
