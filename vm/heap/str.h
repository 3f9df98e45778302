// SPDX-License-Identifier: MIT
// str.h: strings. Up to STRING_SHORT_MAX bytes they are interned: equal contents, same object.
//
// The intern table is an open-addressing array of {part of the hash, pointer}; it keeps nothing
// alive. A string that died but whose cell was not reused yet is revived when it is asked for
// again.

#ifndef NEAP_VM_HEAP_STR_H
#define NEAP_VM_HEAP_STR_H

#include "vm/base/object.h"

// Returns the string with these bytes. Throws LUA_ERRMEM; may collect (emergency): anchor the
// result before the next allocation.
String *str_new(Thread *L, const char *bytes, size_t length);
String *str_new_z(Thread *L, const char *text);
// A long string (length > STRING_SHORT_MAX) whose bytes the caller fills in before anything else
// happens.
String *str_new_buffer(Thread *L, size_t length);
// Hash of a long string: computed from all bytes and the state's seed at first use, then remembered
// (until then header.extra holds the seed).
uint32_t str_hash_long(const String *s);
bool str_equal_long(const String *a, const String *b);
// By strcoll, piecewise over embedded zeros: < 0, 0 or > 0.
int str_compare(const String *a, const String *b);

// The number that the string reads as (arithmetic on strings, tonumber); false if it is no numeral.
bool str_to_number(const String *s, Value *out);

// Bytes of the object of a string of this length.
static inline size_t str_object_size(size_t length)
{
    return sizeof(String) + length + 1;
}

static inline bool str_equal(const String *a, const String *b)
{
    return a == b || (a->header.type == TAG_LONG_STRING && b->header.type == TAG_LONG_STRING &&
                      str_equal_long(a, b));
}

// The intern table's own life, and its hook for a dying short string whose cell is reused.
void str_init(Runtime *rt, Thread *L);
void str_free_all(Runtime *rt);
void str_unlink(Runtime *rt, String *s);
// Gives memory of an intern table that was larger once back; after a full collection.
void str_shrink(Thread *L);

#endif
