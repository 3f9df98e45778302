// SPDX-License-Identifier: MIT
// api_load.c: the C API: chunks to functions (the only place where machine and compiler meet), and
// back.
//
// The reader's pieces are put together first, then the chunk is compiled or undumped as a whole.
// All of it runs protected: text and arena belong to the LoadRequest outside, which frees them on
// every path.

#include <string.h>

#include "src/api/api.h"
#include "src/compiler/compiler.h"
#include "vm/code/dump.h"
#include "vm/code/undump.h"
#include "vm/heap/closure.h"
#include "vm/heap/mem.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

typedef struct LoadRequest {
    lua_Reader reader;
    void *data; // the reader's
    const char *chunk_name;
    const char *mode; // or NULL: everything
    char *text;       // owns, [capacity] bytes, or NULL
    size_t length;    // bytes read
    size_t capacity;
    Arena arena; // owns
} LoadRequest;

static bool is_binary(const LoadRequest *request)
{
    return request->length > 0 && request->text[0] == LUA_SIGNATURE[0];
}

static void check_mode(lua_State *L, const LoadRequest *request)
{
    const char *kind = is_binary(request) ? "binary" : "text";
    if (request->mode != NULL && strchr(request->mode, kind[0]) == NULL) {
        lua_pushfstring(L, "attempt to load a %s chunk (mode is '%s')", kind, request->mode);
        throw_status(L, LUA_ERRSYNTAX);
    }
}

// Makes room for [size] more bytes and a zero behind them.
static void reserve_text(lua_State *L, LoadRequest *request, size_t size)
{
    if (size >= SIZE_MAX / 4 - request->length) {
        mem_too_big(L);
    }
    size_t need = request->length + size + 1;
    if (need > request->capacity) {
        size_t capacity = request->capacity * 2;
        if (capacity < need) {
            capacity = need;
        }
        request->text = mem_realloc(L, request->text, request->capacity, capacity);
        request->capacity = capacity;
    }
}

// Chunks of a kind that is not wanted are refused at their first piece.
static void read_text(lua_State *L, LoadRequest *request)
{
    ptrdiff_t top = thread_save(L, L->top);
    for (;;) {
        size_t size = 0;
        const char *piece = request->reader(L, request->data, &size);
        if (piece == NULL || size == 0) {
            break;
        }
        reserve_text(L, request, size);
        memcpy(request->text + request->length, piece, size);
        bool is_first = request->length == 0;
        request->length += size;
        if (is_first) {
            check_mode(L, request);
        }
    }
    L->top = thread_restore(L, top); // whatever the reader left there
    reserve_text(L, request, 0);
    request->text[request->length] = '\0';
    check_mode(L, request);
}

// Replaces the Proto on top by a function with fresh upvalues; the first is _ENV.
static void make_function(lua_State *L)
{
    LuaClosure *closure = closure_new_lua(L, L->top[-1].as.pointer);
    value_set_object(L->top - 1, closure, TAG_LUA_CLOSURE);
    for (int i = 0; i < closure->header.aux; i++) {
        Upvalue *upvalue = upvalue_new_closed(L);
        closure->upvalues[i] = upvalue;
        gc_barrier_object(L->runtime, &closure->header, &upvalue->header);
    }
    if (closure->header.aux > 0) {
        Upvalue *environment = closure->upvalues[0];
        Value globals = table_get_int(value_table(&L->runtime->registry), LUA_RIDX_GLOBALS);
        value_copy(&environment->closed, &globals);
        gc_barrier(L->runtime, &environment->header, &globals);
    }
}

static void load_protected(lua_State *L, void *data)
{
    LoadRequest *request = data;
    read_text(L, request);
    api_reserve(L);
    if (is_binary(request)) {
        undump_proto(L, request->text, request->length, request->chunk_name);
    } else {
        compiler_compile(L, &request->arena, request->text, request->length, request->chunk_name);
    }
    make_function(L);
}

LUA_API int lua_load(lua_State *L, lua_Reader reader, void *data, const char *chunkname,
                     const char *mode)
{
    LoadRequest request = {.reader = reader,
                           .data = data,
                           .chunk_name = chunkname != NULL ? chunkname : "?",
                           .mode = mode};
    arena_init(&request.arena, L);
    int status = exec_protect(L, load_protected, &request);
    arena_free(&request.arena);
    mem_free(L, request.text, request.capacity);
    api_gc_check(L);
    return status;
}

LUA_API int lua_dump(lua_State *L, lua_Writer writer, void *data, int strip)
{
    API_CHECK_COUNT(L, 1);
    const Value *function = L->top - 1;
    if (function->tag != TAG_LUA_CLOSURE) {
        return 1;
    }
    return dump_proto(L, value_lua_closure(function)->proto, strip != 0, writer, data);
}
