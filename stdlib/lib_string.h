// SPDX-License-Identifier: MIT
// lib_string.h: what the files of the string library (and of utf8) share: quick access to string
// arguments, making of result strings, a growing text, and the functions of each file.
//
// Arguments and results stand in stack slots, which natives reach directly here: L->frame->base[0]
// is argument 1. Strings never move, so a pointer to the bytes of an argument holds as long as the
// argument stands in its slot. C functions find room for LUA_MINSTACK more values; whoever pushes
// more checks.

#ifndef NEAP_STDLIB_LIB_STRING_H
#define NEAP_STDLIB_LIB_STRING_H

#include <limits.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "vm/base/limits.h"
#include "vm/exec/native.h"
#include "vm/heap/runtime.h"
#include "vm/heap/str.h"

// Sizes of results that 5.4 limits to an int.
#define TEXT_SIZE_MAX ((size_t)INT_MAX)

// Bytes between two looks at the interrupt flag, in loops over bytes.
#define TEXT_POLL_BYTES ((size_t)1 << 22)

// ---- arguments

// The string at argument [index]; a number there becomes a string. Throws for other values.
static inline const String *text_check(lua_State *L, int index)
{
    const Value *slot = L->frame->base + (index - 1);
    if (UNLIKELY(slot >= L->top || !value_is_string(slot))) {
        luaL_checklstring(L, index, NULL);
        slot = L->frame->base + (index - 1); // the stack may have moved
    }
    return value_string(slot);
}

static inline lua_Integer text_check_integer(lua_State *L, int index)
{
    const Value *slot = L->frame->base + (index - 1);
    if (LIKELY(slot < L->top && value_is_integer(slot))) {
        return slot->as.integer;
    }
    return luaL_checkinteger(L, index);
}

static inline lua_Integer text_opt_integer(lua_State *L, int index, lua_Integer otherwise)
{
    return L->frame->base + (index - 1) < L->top ? luaL_optinteger(L, index, otherwise) : otherwise;
}

// First byte (from 1) that a start position names in [length] bytes: negative ones count from the
// end; what is before the string becomes 1. May lie behind the end.
static inline size_t text_start(lua_Integer position, size_t length)
{
    if (position > 0) {
        return (size_t)position;
    }
    if (position == 0 || position < -(lua_Integer)length) {
        return 1;
    }
    return length + (size_t)position + 1;
}

// Last byte that an end position names; 0: before the string. Never behind the end.
static inline size_t text_end(lua_Integer position, size_t length)
{
    if (position > (lua_Integer)length) {
        return length;
    }
    if (position >= 0) {
        return (size_t)position;
    }
    return position < -(lua_Integer)length ? 0 : length + (size_t)position + 1;
}

// ---- results of known length

// Where the bytes of a new string go: short strings need a place of their own first.
typedef struct TextRoom {
    String *string; // NULL: short
    char *bytes;    // to be filled, [length] of them
    size_t length;
    char space[STRING_SHORT_MAX];
} TextRoom;

// [room] is filled before anything else is allocated, then made a string.
static inline void text_room_begin(lua_State *L, TextRoom *room, size_t length)
{
    room->length = length;
    room->string = NULL;
    room->bytes = room->space;
    if (length > STRING_SHORT_MAX) {
        room->string = str_new_buffer(L, length);
        room->bytes = room->string->bytes;
    }
}
static inline String *text_room_end(lua_State *L, TextRoom *room)
{
    return room->string != NULL ? room->string : str_new(L, room->space, room->length);
}

// Pushes a new string that is not anchored yet. Lets the collector work if it is due.
void text_push(lua_State *L, String *string);

// ---- growing texts

// A text under construction. The first bytes stand in a place of the caller's, more of them in a
// userdata that the stack slot [slot] keeps.
typedef struct TextBuffer {
    char *bytes;
    size_t length;
    size_t capacity;
    int slot; // index of a slot that is the buffer's own
} TextBuffer;

static inline void text_buffer_begin(TextBuffer *buffer, char *space, size_t capacity, int slot)
{
    buffer->bytes = space;
    buffer->length = 0;
    buffer->capacity = capacity;
    buffer->slot = slot;
}
// Makes room for [more] bytes. Throws memory and "buffer too large".
void text_buffer_grow(lua_State *L, TextBuffer *buffer, size_t more);

// The address of [more] free bytes.
static inline char *text_buffer_reserve(lua_State *L, TextBuffer *buffer, size_t more)
{
    if (UNLIKELY(buffer->capacity - buffer->length < more)) {
        text_buffer_grow(L, buffer, more);
    }
    return buffer->bytes + buffer->length;
}
static inline void text_buffer_add(lua_State *L, TextBuffer *buffer, const char *bytes,
                                   size_t length)
{
    char *to = text_buffer_reserve(L, buffer, length);
    if (length == 1) {
        *to = *bytes; // the most frequent length is not worth a call
    } else {
        memcpy(to, bytes, length);
    }
    buffer->length += length;
}
static inline void text_buffer_add_byte(lua_State *L, TextBuffer *buffer, char byte)
{
    *text_buffer_reserve(L, buffer, 1) = byte;
    buffer->length++;
}

// ---- functions by file

// lib_string_match.c
int text_find(lua_State *L);
int text_match(lua_State *L);
int text_match_fast(Thread *L, Value *func, int nargs);
int text_gmatch(lua_State *L);
int text_gsub(lua_State *L, int step);

// lib_string_format.c
int text_format(lua_State *L, int step);
int text_format_fast(Thread *L, Value *func, int nargs);

// lib_string_pack.c
int text_pack(lua_State *L);
int text_pack_size(lua_State *L);
int text_unpack(lua_State *L);

#endif
