// SPDX-License-Identifier: MIT
// neap_check.c: neap.h: findings in source text that is not run.

#include "lexer/lexer.h"
#include "neap.h"
#include "src/api/api.h"
#include "src/compiler/compiler.h"
#include "src/compiler/lint.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"

typedef struct CheckRequest {
    Chunk chunk; // borrows its bytes
    const char *chunk_name;
    Arena arena; // owns
    FindingList found;
} CheckRequest;

// Whether the globals table of the state has the name.
static bool is_known(void *data, const AstString *name)
{
    lua_State *L = data;
    lua_pushglobaltable(L);
    lua_pushlstring(L, name->bytes, name->length);
    bool known = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 2);
    return known;
}

static void check_protected(lua_State *L, void *data)
{
    CheckRequest *request = data;
    Lexer lexer;
    lexer_init(&lexer, L, &request->arena, &request->chunk, request->chunk_name);
    const FunctionNode *main = parser_parse_chunk(&lexer);
    request->found = lint_chunk(&request->arena, main, is_known, L);
}

NEAP_API int neap_check(lua_State *L, const char *text, size_t length, const char *chunk_name,
                        neap_Reporter report, void *data)
{
    Chunk chunk = {.thread = L, .bytes = (char *)text, .size = length, .is_ended = true};
    CheckRequest request = {.chunk = chunk, .chunk_name = chunk_name};
    arena_init(&request.arena, L);
    int status = exec_protect(L, check_protected, &request);
    for (int i = 0; i < request.found.count; i++) {
        const Finding *finding = &request.found.items[i];
        report(data, (int)finding->line, finding->column, finding->message, finding->name);
    }
    arena_free(&request.arena);
    return status;
}
