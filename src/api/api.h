// SPDX-License-Identifier: MIT
// api.h: what the files of the C API share: from an index to its slot, pushing, checks of
// arguments.
//
// An index names a slot by its position relative to the running frame's base or to the top;
// positions above the top are LUA_TNONE and never an error, because hosts in the field use them.
// Pushing makes room by itself for the same reason. Misuse stops the program with a sentence in
// builds with NEAP_DEBUG.

#ifndef NEAP_API_API_H
#define NEAP_API_API_H

#include "lua.h"
#include "vm/base/object.h"
#include "vm/exec/exec.h"
#include "vm/heap/gc.h"
#include "vm/heap/runtime.h"
#include "vm/heap/thread.h"

#ifdef NEAP_DEBUG
_Noreturn void api_misuse(const char *function, const char *sentence); // api_state.c
#define API_CHECK(condition, sentence) \
    do { \
        if (!(condition)) { \
            api_misuse(__func__, sentence); \
        } \
    } while (0)
#else
#define API_CHECK(condition, sentence) ((void)0)
#endif

// At least [n] values stand in the running frame.
#define API_CHECK_COUNT(L, n) \
    API_CHECK((n) <= (L)->top - (L)->frame->base, "there are fewer values on the stack than " \
                                                  "needed")
// The index names a value that exists.
#define API_CHECK_VALID(L, slot) API_CHECK(api_is_valid(L, slot), "the index names no value")

// Registry and upvalues of the running C function.
Value *api_pseudo_slot(lua_State *L, int index);

// The value at [index]; the shared empty value if there is none. Valid until the stack moves.
static inline Value *api_slot(lua_State *L, int index)
{
    if (LIKELY(index > 0)) {
        Value *slot = L->frame->base + (index - 1);
        return LIKELY(slot < L->top) ? slot : &L->runtime->empty_value;
    }
    if (LIKELY(index > LUA_REGISTRYINDEX)) {
        API_CHECK(index != 0 && -index <= L->top - L->frame->base, "the index is below the frame");
        return L->top + index;
    }
    return api_pseudo_slot(L, index);
}

static inline bool api_is_valid(const lua_State *L, const Value *slot)
{
    return slot != &L->runtime->empty_value;
}

// The slot at [index] of the stack itself (no pseudo-index).
static inline Value *api_stack_slot(lua_State *L, int index)
{
    API_CHECK(index > LUA_REGISTRYINDEX, "a pseudo-index is not allowed here");
    return index > 0 ? L->frame->base + (index - 1) : L->top + index;
}

// Room for one more value; the caller fills L->top and advances it.
static inline void api_reserve(lua_State *L)
{
    if (UNLIKELY(L->top >= L->stack_limit)) {
        thread_grow_stack(L, L->top, 1);
    }
}

static inline void api_push(lua_State *L, const Value *v)
{
    Value copy;
    value_copy(&copy, v);
    api_reserve(L);
    value_copy(L->top, &copy);
    L->top++;
}

static inline void api_push_object(lua_State *L, void *object, uint8_t tag)
{
    // The object is not anchored yet, so the stack may not grow now: callers reserve first.
    value_set_object(L->top, object, tag);
    L->top++;
}

// After something was allocated and anchored: a step of the collector if one is due. The stack may
// move.
static inline void api_gc_check(lua_State *L)
{
    if (gc_is_due(L->runtime)) {
        exec_gc_check(L);
    }
}

// The value is stored in something that outlives this call: threads given to a host are its to
// change.
static inline void api_share_thread(lua_State *L, Thread *thread)
{
    thread_object(thread)->header.flags |= OBJECT_SHARED;
    gc_thread_touched(L->runtime, thread);
}

// LUA_TNONE ... LUA_TTHREAD of a slot made by api_slot.
int api_type(const lua_State *L, const Value *slot);

#endif
