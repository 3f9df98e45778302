// SPDX-License-Identifier: MIT
// aux_buffer.c: the auxiliary library: string buffers.
//
// A buffer owns one stack slot. While the bytes fit into the luaL_Buffer itself, a placeholder
// stands there. When they do not, a box takes its place: a userdata that owns a block of memory.
// The slot is marked to be closed, so that an error frees the block at once; a finalizer is there
// for coroutines that never come back. The last box used stays in its metatable, empty, for the
// next buffer: boxes are rarely made.

#include <string.h>

#include "src/api/aux_shared.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

#define BOX_TYPE "_UBOX*"

typedef struct Box {
    char *bytes; // owns, mem_alloc; or NULL
    size_t size;
} Box;

static Box *slot_box(const Value *slot)
{
    return userdata_block(value_userdata(slot));
}

static void box_free(lua_State *L, Box *box)
{
    mem_free(L, box->bytes, box->size);
    box->bytes = NULL;
    box->size = 0;
}

// ---- boxes

// __gc and __close
static int box_collect(lua_State *L)
{
    Box *box = luaL_testudata(L, 1, BOX_TYPE);
    if (box != NULL) {
        box_free(L, box);
    }
    return 0;
}

static Table *box_metatable(lua_State *L)
{
    Value v = aux_raw_field(L, value_table(&L->runtime->registry), BOX_TYPE);
    if (LIKELY(v.tag == TAG_TABLE)) {
        return value_table(&v);
    }
    luaL_newmetatable(L, BOX_TYPE);
    lua_pushcfunction(L, box_collect);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, box_collect);
    lua_setfield(L, -2, "__close");
    L->top--;
    return value_table(L->top); // the registry keeps it
}

// The spare box, taken out of its place and pushed; false if there is none.
static bool push_spare_box(lua_State *L, Table *metatable)
{
    Value spare = table_get_int(metatable, 1);
    if (spare.tag != TAG_USERDATA || value_userdata(&spare)->metatable != metatable ||
        slot_box(&spare)->bytes != NULL) {
        return false;
    }
    value_copy(L->top, &spare);
    L->top++;
    table_set_int(L, metatable, 1, &L->runtime->empty_value);
    return true;
}

// Pushes an empty box.
static void push_box(lua_State *L)
{
    lua_checkstack(L, LUA_MINSTACK);
    Table *metatable = box_metatable(L);
    api_reserve(L);
    if (!push_spare_box(L, metatable)) {
        Box *box = lua_newuserdatauv(L, sizeof(Box), 0);
        *box = (Box){NULL, 0};
        luaL_setmetatable(L, BOX_TYPE);
    }
}

// Frees the block and keeps the box for the next buffer. The slot is no longer to be closed.
static void release_box(lua_State *L, Value *slot)
{
    box_free(L, slot_box(slot));
    if (L->closing_top == (uint32_t)(slot - L->stack) + 1) {
        L->closing_top = slot->link;
    }
    table_set_int(L, value_userdata(slot)->metatable, 1, slot);
}

// ---- room

static bool is_in_box(const luaL_Buffer *buffer)
{
    return buffer->b != buffer->init.b;
}

// The slot that the buffer owns: a placeholder, or its box.
static void check_slot(const luaL_Buffer *buffer, const Value *slot)
{
#ifdef NEAP_DEBUG
    bool is_box = slot->tag == TAG_USERDATA && slot_box(slot)->bytes == buffer->b;
    bool is_placeholder = slot->tag == TAG_LIGHT_USERDATA && slot->as.pointer == buffer;
    API_CHECK(is_in_box(buffer) ? is_box : is_placeholder, "the slot of the buffer is not on top");
#else
    (void)buffer;
    (void)slot;
#endif
}

// Moves the bytes into a block with room for [more]. The buffer's slot is at the stack index
// [index].
static void grow(luaL_Buffer *buffer, size_t more, int index)
{
    lua_State *L = buffer->L;
    if (UNLIKELY(more > SIZE_MAX / 4 - buffer->n)) {
        if (more > SIZE_MAX - buffer->n) {
            luaL_error(L, "buffer too large");
        }
        throw_memory(L);
    }
    size_t size = buffer->size * 2;
    if (size < buffer->n + more) {
        size = buffer->n + more;
    }
    check_slot(buffer, api_stack_slot(L, index));
    if (!is_in_box(buffer)) {
        push_box(L);
        lua_copy(L, -1, index - 1);
        L->top--;
        exec_mark_close(L, api_stack_slot(L, index));
    }
    Box *box = slot_box(api_stack_slot(L, index));
    bool was_in_box = is_in_box(buffer);
    box->bytes = mem_realloc(L, box->bytes, box->size, size);
    box->size = size;
    if (!was_in_box) {
        memcpy(box->bytes, buffer->init.b, buffer->n);
    }
    buffer->b = box->bytes;
    buffer->size = size;
}

static inline char *prepare(luaL_Buffer *buffer, size_t more, int index)
{
    if (UNLIKELY(buffer->size - buffer->n < more)) {
        grow(buffer, more, index);
    }
    return buffer->b + buffer->n;
}

LUALIB_API char *luaL_prepbuffsize(luaL_Buffer *B, size_t sz)
{
    return prepare(B, sz, -1);
}

// ---- beginning and end

LUALIB_API void luaL_buffinit(lua_State *L, luaL_Buffer *B)
{
    B->L = L;
    B->b = B->init.b;
    B->n = 0;
    B->size = LUAL_BUFFERSIZE;
    lua_pushlightuserdata(L, B);
}

LUALIB_API char *luaL_buffinitsize(lua_State *L, luaL_Buffer *B, size_t sz)
{
    luaL_buffinit(L, B);
    return prepare(B, sz, -1);
}

LUALIB_API void luaL_pushresult(luaL_Buffer *B)
{
    lua_State *L = B->L;
    check_slot(B, L->top - 1);
    api_reserve(L);
    String *string = str_new(L, B->b, B->n);
    if (is_in_box(B)) {
        api_push_object(L, string, string->header.type); // anchored while the box is put away
        release_box(L, L->top - 2);
        L->top--;
    }
    value_set_string(L->top - 1, string);
    api_gc_check(L);
}

LUALIB_API void luaL_pushresultsize(luaL_Buffer *B, size_t sz)
{
    luaL_addsize(B, sz);
    luaL_pushresult(B);
}

// ---- adding

LUALIB_API void luaL_addlstring(luaL_Buffer *B, const char *s, size_t l)
{
    if (l > 0) {
        memcpy(prepare(B, l, -1), s, l);
        B->n += l;
    }
}

LUALIB_API void luaL_addstring(luaL_Buffer *B, const char *s)
{
    luaL_addlstring(B, s, strlen(s));
}

LUALIB_API void luaL_addvalue(luaL_Buffer *B)
{
    lua_State *L = B->L;
    size_t length;
    const char *bytes = lua_tolstring(L, -1, &length);
    memcpy(prepare(B, length, -2), bytes, length);
    B->n += length;
    L->top--;
}

LUALIB_API void luaL_addgsub(luaL_Buffer *b, const char *s, const char *p, const char *r)
{
    size_t length = strlen(p);
    for (const char *at = strstr(s, p); at != NULL; at = strstr(s, p)) {
        luaL_addlstring(b, s, (size_t)(at - s));
        luaL_addstring(b, r);
        s = at + length;
    }
    luaL_addstring(b, s);
}

LUALIB_API const char *luaL_gsub(lua_State *L, const char *s, const char *p, const char *r)
{
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    luaL_addgsub(&buffer, s, p, r);
    luaL_pushresult(&buffer);
    return lua_tostring(L, -1);
}
