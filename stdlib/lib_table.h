// SPDX-License-Identifier: MIT
// lib_table.h: what the two files of the table library share.

#ifndef NEAP_STDLIB_LIB_TABLE_H
#define NEAP_STDLIB_LIB_TABLE_H

#include "lua.h"
#include "vm/base/object.h"
#include "vm/heap/gc.h"
#include "vm/heap/table.h"

// What a function does with an argument that acts as a table: a value that is none must have the
// metamethods for it.
enum TableUse { TABLE_READ = 1, TABLE_WRITE = 2, TABLE_LENGTH = 4, TABLE_ALL = 7 };

// Throws "table expected" if argument [arg] is neither a table nor has the metamethods for [use].
void tablelib_check(lua_State *L, int arg, int use);

// The length on top, as an integer; pops it. Throws "object length is not an integer".
lua_Integer tablelib_pop_length(lua_State *L);

// Throws if the host wants long loops to stop.
void tablelib_poll(lua_State *L);

// The table in a slot, if nothing can happen on access to it but the access: no metatable. Else
// NULL.
static inline Table *tablelib_plain(const Value *slot)
{
    if (slot->tag != TAG_TABLE || value_table(slot)->metatable != NULL) {
        return NULL;
    }
    return value_table(slot);
}

static inline Value tablelib_get(const Table *t, lua_Integer i)
{
    if (LIKELY((lua_Unsigned)i - 1 < t->array_capacity)) {
        return value_make(*table_array_payload(t, (lua_Unsigned)i),
                          *table_array_tag(t, (lua_Unsigned)i));
    }
    return table_get_int(t, i);
}

// Raw store; the value must be reachable.
static inline void tablelib_set(lua_State *L, Table *t, lua_Integer i, const Value *value)
{
    if (LIKELY((lua_Unsigned)i - 1 < t->array_capacity)) {
        *table_array_payload(t, (lua_Unsigned)i) = value->as;
        *table_array_tag(t, (lua_Unsigned)i) = value->tag;
        gc_barrier(L->runtime, &t->header, value);
    } else {
        table_set_int(L, t, i, value);
    }
}

// table.sort (lib_table_sort.c).
int tablelib_sort(lua_State *L, int step);

#endif
