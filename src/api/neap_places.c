// SPDX-License-Identifier: MIT
// neap_places.c: neap.h: places in source text, listings, for tools.

#include <string.h>

#include "neap.h"
#include "src/api/api.h"
#include "vm/code/disasm.h"
#include "vm/code/lineinfo.h"
#include "vm/exec/hook.h"
#include "vm/exec/varinfo.h"

NEAP_API int neap_position(lua_State *L, const lua_Debug *ar, int *line, int *column)
{
    (void)L; // the activation knows its thread
    Thread *thread;
    const Frame *frame = hook_activation(ar, &thread);
    if (frame->kind != FRAME_LUA) {
        return 0;
    }
    const Proto *proto = value_lua_closure(frame->base - 1)->proto;
    uint32_t pc = varinfo_current_pc(frame);
    *line = lineinfo_line(proto, pc);
    *column = lineinfo_column(proto, pc);
    return *line > 0;
}

NEAP_API int neap_syntaxerror(lua_State *L, neap_SyntaxError *error)
{
    const SyntaxPlace *place = L->runtime->syntax_place;
    if (place != NULL) {
        *error = (neap_SyntaxError){(int)place->line, place->column, place->text, place->hint};
    }
    return place != NULL;
}

NEAP_API int neap_operand(lua_State *L, const lua_Debug *ar, int n, const char **kind,
                          const char **name)
{
    Operand operand;
    Thread *thread;
    const Frame *frame = hook_activation(ar, &thread);
    if (frame->kind != FRAME_LUA || !varinfo_operand(thread, frame, (unsigned)n, &operand)) {
        return 0;
    }
    *kind = operand.name.kind;
    *name = operand.name.name;
    api_push(L, &operand.value);
    api_push(L, &operand.container);
    return operand.is_gone ? 2 : 1;
}

// True if [part] is [whole] or is defined inside of it. Functions do not nest deeper than blocks.
static bool encloses(const Proto *whole, const Proto *part)
{
    if (whole == part) {
        return true;
    }
    for (uint32_t i = 0; i < whole->proto_count; i++) {
        if (encloses(whole->protos[i], part)) {
            return true;
        }
    }
    return false;
}

NEAP_API int neap_encloses(lua_State *L, int whole, int part)
{
    const Value *a = api_slot(L, whole);
    const Value *b = api_slot(L, part);
    return a->tag == TAG_LUA_CLOSURE && b->tag == TAG_LUA_CLOSURE &&
           encloses(value_lua_closure(a)->proto, value_lua_closure(b)->proto);
}

NEAP_API int neap_disassemble(lua_State *L, neap_Writer writer, void *data)
{
    API_CHECK_COUNT(L, 1);
    const Value *function = L->top - 1;
    if (function->tag != TAG_LUA_CLOSURE) {
        return 0;
    }
    disasm_proto(value_lua_closure(function)->proto, writer, data);
    return 1;
}
