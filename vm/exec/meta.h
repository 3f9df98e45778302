// SPDX-License-Identifier: MIT
// meta.h: metatables and the search for metamethods.

#ifndef NEAP_VM_EXEC_META_H
#define NEAP_VM_EXEC_META_H

#include "vm/base/object.h"
#include "vm/exec/exec.h"
#include "vm/heap/runtime.h"

Value meta_table_event_slow(const Runtime *rt, Table *metatable, Event event);

// The field of [event] in a metatable (may be NULL), or nil; remembers absence in the metatable.
static inline Value meta_table_event(const Runtime *rt, Table *metatable, Event event)
{
    if (metatable == NULL || (metatable->header.extra & (1u << event))) {
        return (Value){.tag = TAG_NIL};
    }
    return meta_table_event_slow(rt, metatable, event);
}

// object[key] up to the point where a function must be called. True: the value is in *result.
// False: *result is the function to be called with (*self, key). Throws type errors and "'__index'
// chain too long; possible loop".
bool meta_get(Thread *L, const Value *object, const Value *key, Value *result, Value *self);

// object[key] = value likewise: true: stored. False: *method is to be called with (*self, key,
// value).
bool meta_set(Thread *L, const Value *object, const Value *key, const Value *value, Value *method,
              Value *self);

// The metamethod of a binary operation: of the first operand, else of the second; nil if none.
Value meta_binary(Thread *L, const Value *a, const Value *b, Event event);

#endif
