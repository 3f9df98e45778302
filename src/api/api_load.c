// SPDX-License-Identifier: MIT
// api_load.c: the C API: chunks to functions (the only place where machine and compiler meet), and
// back.
//
// All of it runs protected: bytes and arena belong to the LoadRequest outside, which frees them on
// every path.

#include <string.h>

#include "src/api/api.h"
#include "src/compiler/compiler.h"
#include "vm/code/dump.h"
#include "vm/code/undump.h"
#include "vm/heap/closure.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

typedef struct LoadRequest {
    const char *chunk_name;
    const char *mode; // or NULL: everything
    Chunk chunk;      // owns
    Arena arena;      // owns
} LoadRequest;

static bool is_binary(const Chunk *chunk)
{
    return chunk->size > 0 && chunk->bytes[0] == LUA_SIGNATURE[0];
}

static void check_mode(lua_State *L, const LoadRequest *request)
{
    const char *kind = is_binary(&request->chunk) ? "binary" : "text";
    if (request->mode != NULL && strchr(request->mode, kind[0]) == NULL) {
        lua_pushfstring(L, "attempt to load a %s chunk (mode is '%s')", kind, request->mode);
        throw_status(L, LUA_ERRSYNTAX);
    }
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
    chunk_read(&request->chunk);
    check_mode(L, request);
    api_reserve(L);
    if (is_binary(&request->chunk)) {
        undump_proto(L, &request->chunk, request->chunk_name);
    } else {
        compiler_compile(L, &request->arena, &request->chunk, request->chunk_name);
    }
    make_function(L);
}

LUA_API int lua_load(lua_State *L, lua_Reader reader, void *data, const char *chunkname,
                     const char *mode)
{
    LoadRequest request = {.chunk = {.thread = L, .reader = reader, .data = data},
                           .chunk_name = chunkname != NULL ? chunkname : "?",
                           .mode = mode};
    arena_init(&request.arena, L);
    int status = exec_protect(L, load_protected, &request);
    arena_free(&request.arena);
    chunk_free(&request.chunk);
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
