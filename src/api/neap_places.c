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

NEAP_API int neap_syntaxposition(lua_State *L, int *line, int *column)
{
    *line = (int)L->runtime->error_line;
    *column = L->runtime->error_column;
    return *line > 0;
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
