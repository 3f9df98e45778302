// SPDX-License-Identifier: MIT
// api_debug.c: the C API: inspecting activations, variables, upvalues; hooks.
//
// How a lua_Debug remembers an activation is in vm/exec/hook.h. So, as hosts expect, the activation
// is found again whatever thread the lua_Debug is used with.

#include <string.h>

#include "src/api/api.h"
#include "vm/code/lineinfo.h"
#include "vm/code/opcode.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/varinfo.h"
#include "vm/heap/closure.h"
#include "vm/heap/table.h"

// ---- activations

LUA_API int lua_getstack(lua_State *L, int level, lua_Debug *ar)
{
    if (level < 0) {
        return 0;
    }
    for (const Frame *frame = L->frame; frame > L->frames; frame--) {
        if (exec_frame_is_level(frame) && level-- == 0) {
            hook_set_activation(ar, L, frame);
            return 1;
        }
    }
    return 0;
}

static const Proto *lua_function_proto(const Value *function)
{
    return function->tag == TAG_LUA_CLOSURE ? value_lua_closure(function)->proto : NULL;
}

// ---- lua_getinfo

static void fill_source(lua_Debug *ar, const Proto *proto)
{
    if (proto == NULL) {
        ar->source = "=[C]";
        ar->srclen = 4;
        ar->linedefined = -1;
        ar->lastlinedefined = -1;
        ar->what = "C";
    } else {
        const String *source = proto->source;
        ar->source = source != NULL ? source->bytes : "=?";
        ar->srclen = source != NULL ? source->length : 2;
        ar->linedefined = (int)proto->line_defined;
        ar->lastlinedefined = (int)proto->last_line_defined;
        ar->what = proto->line_defined == 0 ? "main" : "Lua";
    }
    message_chunk_id(ar->short_src, ar->source, ar->srclen);
}

static bool hides_upvalues(const Value *function)
{
    return function->tag == TAG_NATIVE_CLOSURE &&
           (function->as.object->flags & OBJECT_PRIVATE) != 0;
}

static void fill_upvalues(lua_Debug *ar, const Value *function)
{
    const Proto *proto = lua_function_proto(function);
    ar->nups =
        value_is_collectable(function) && !hides_upvalues(function) ? function->as.object->aux : 0;
    ar->isvararg = (char)(proto == NULL || proto->is_vararg);
    ar->nparams = proto != NULL ? proto->param_count : 0;
}

static void fill_name(lua_Debug *ar, const Frame *frame)
{
    VarName name = {NULL, NULL};
    if (frame != NULL) {
        name = varinfo_function_name(frame);
    }
    ar->name = name.kind != NULL ? name.name : NULL;
    ar->namewhat = name.kind != NULL ? name.kind : "";
}

static void fill_transfer(const lua_State *L, lua_Debug *ar, const Frame *frame)
{
    bool is_valid = frame != NULL && (frame->flags & FRAME_TRANSFER) && L->hook != NULL;
    ar->ftransfer = is_valid ? L->hook->transfer_first : 0;
    ar->ntransfer = is_valid ? L->hook->transfer_count : 0;
}

// [frame] is NULL for a function that is not active. False if an option is unknown.
static bool fill_options(const lua_State *L, const char *what, lua_Debug *ar, const Value *function,
                         const Frame *frame)
{
    bool all_known = true;
    for (; *what != '\0'; what++) {
        switch (*what) {
        case 'S':
            fill_source(ar, lua_function_proto(function));
            break;
        case 'l':
            ar->currentline =
                frame != NULL && frame->kind == FRAME_LUA ? varinfo_current_line(frame) : -1;
            break;
        case 'u':
            fill_upvalues(ar, function);
            break;
        case 't':
            ar->istailcall = (char)(frame != NULL && (frame->flags & FRAME_TAIL_CALLED) != 0);
            break;
        case 'n':
            fill_name(ar, frame);
            break;
        case 'r':
            fill_transfer(L, ar, frame);
            break;
        case 'L':
        case 'f': // pushed by the caller
            break;
        default:
            all_known = false;
        }
    }
    return all_known;
}

// Pushes a table whose keys are the lines of the function that have code, or nil. The entry
// instruction belongs to no line. The function is on top.
static void push_active_lines(lua_State *L)
{
    const Proto *proto = lua_function_proto(L->top - 1);
    if (proto == NULL) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 0);
    if (proto->lines == NULL) {
        return;
    }
    Table *lines = value_table(L->top - 1);
    Value yes;
    value_set_boolean(&yes, true);
    int previous = -1;
    for (uint32_t pc = 0; pc < proto->code_count;) {
        int line = lineinfo_line(proto, pc);
        if (pc > 0 && line != previous) {
            table_set_int(L, lines, line, &yes);
            previous = line;
        }
        pc += opcode_info[ins_op(proto->code[pc])].effects & OPF_AUX ? 2 : 1;
    }
}

LUA_API int lua_getinfo(lua_State *L, const char *what, lua_Debug *ar)
{
    const Frame *frame = NULL;
    lua_State *thread = L;
    thread_ensure(L, L->top, 3);
    // The function stays on top while we work.
    if (*what == '>') {
        what++;
        API_CHECK(value_is_function(L->top - 1), "there is no function on top");
    } else {
        frame = hook_activation(ar, &thread);
        value_copy(L->top, frame->base - 1);
        L->top++;
    }
    bool all_known = fill_options(thread, what, ar, L->top - 1, frame);
    bool wants_function = strchr(what, 'f') != NULL;
    if (strchr(what, 'L') != NULL) {
        push_active_lines(L);
        if (!wants_function) {
            lua_remove(L, -2);
        }
    } else if (!wants_function) {
        L->top--;
    }
    return all_known;
}

// ---- local variables

// One past the last slot that belongs to an activation: the function of the next one, or the top.
static Value *frame_end(const lua_State *L, const Frame *frame)
{
    return frame == L->frame ? L->top : exec_frame_function(frame + 1);
}

// Name and slot of variable [n] of an activation; NULL if there is none. Values without a name
// count as temporaries.
static const char *find_variable(const lua_State *L, const Frame *frame, int n, Value **slot)
{
    if (thread_is_trace(L)) {
        return NULL;
    }
    if (frame->kind == FRAME_LUA) {
        const Proto *proto = lua_function_proto(frame->base - 1);
        if (n < 0) {
            int count = frame->flags & FRAME_VARARG ? frame->vararg_count : 0;
            if (!proto->is_vararg || n < -count) {
                return NULL;
            }
            *slot = frame->base - 1 - count + (-n - 1);
            return "(vararg)";
        }
        const char *name = varinfo_local_name(proto, n, varinfo_current_pc(frame));
        if (name != NULL) {
            *slot = frame->base + (n - 1);
            return name;
        }
    }
    if (n <= 0 || frame_end(L, frame) - frame->base < n) {
        return NULL;
    }
    *slot = frame->base + (n - 1);
    return frame->kind == FRAME_LUA ? "(temporary)" : "(C temporary)";
}

// Whether the constructor of a table is under way in register [offset], whose entries the code
// knows by their places: nobody else may have the table before it is finished.
static bool is_unfinished(const Proto *proto, uint32_t pc, unsigned offset)
{
    // From the beginning, for [pc] may be that of an auxiliary word.
    for (uint32_t at = 0; at < proto->code_count; at += ins_word_count(proto->code[at])) {
        Instruction i = proto->code[at];
        const OpcodeInfo *info = &opcode_info[ins_op(i)];
        if (at < pc) {
            continue;
        }
        if (ins_op(i) == OP_INIT_FIELD || ins_op(i) == OP_INIT_FIELD_K) {
            if (ins_a(i) == offset) {
                return true;
            }
        } else if ((info->effects & OPF_SET) && !(info->effects & OPF_JUMP) &&
                   (ins_a(i) == offset || (ins_op(i) == OP_CALL && ins_a(i) < offset))) {
            return false;
        }
    }
    return false;
}

LUA_API const char *lua_getlocal(lua_State *L, const lua_Debug *ar, int n)
{
    if (ar == NULL) { // parameters of the function on top, which stays
        const Proto *proto = lua_function_proto(L->top - 1);
        bool exists = proto != NULL && n > 0 && n <= proto->param_count;
        return exists ? varinfo_local_name(proto, n, 1) : NULL; // after the entry instruction
    }
    api_reserve(L);
    Value *slot;
    lua_State *thread;
    const Frame *frame = hook_activation(ar, &thread);
    const char *name = find_variable(thread, frame, n, &slot);
    if (name != NULL) {
        value_copy(L->top, slot);
        unsigned offset = (unsigned)((const char *)slot - (const char *)frame->base);
        if (frame->kind == FRAME_LUA && name[0] == '(' && slot->tag == TAG_TABLE &&
            is_unfinished(lua_function_proto(frame->base - 1), varinfo_current_pc(frame), offset)) {
            value_set_nil(L->top);
        }
        L->top++;
    }
    return name;
}

// Whether an instruction of the function takes the type of what stands in register [offset] for
// granted: that of a table under construction, or of the state of a numeric loop.
static bool register_is_trusted(const Proto *proto, unsigned offset)
{
    for (uint32_t pc = 0; pc < proto->code_count;) {
        Instruction i = proto->code[pc];
        unsigned first = ins_a(i);
        switch (ins_op(i)) {
        case OP_INIT_FIELD:
        case OP_INIT_FIELD_K:
        case OP_SET_LIST:
            if (offset == first) {
                return true;
            }
            break;
        case OP_FOR_PREP:
        case OP_FOR_LOOP:
        case OP_FOR_PREP_INT:
        case OP_FOR_LOOP_INT:
            if (offset >= first && offset < first + 3 * SLOT_BYTES) {
                return true;
            }
            break;
        default:
            break;
        }
        pc += opcode_info[ins_op(i)].effects & OPF_AUX ? 2 : 1;
    }
    return false;
}

// A hook is called for a function that starts or ends, and [slot] holds one of its arguments or
// results.
static bool is_transferred(const lua_State *L, const Frame *frame, const Value *slot)
{
    return (frame->flags & FRAME_TRANSFER) && L->hook != NULL &&
           (size_t)(slot + 1 - frame->base - L->hook->transfer_first) < L->hook->transfer_count;
}

// Hidden slots of Lua functions may hold what the code relies on; in stripped code all are hidden.
// Those of natives are their state altogether.
static bool may_replace(const lua_State *L, const Frame *frame, const char *name, const Value *old,
                        const Value *value)
{
    if (frame->kind != FRAME_LUA) {
        // A hook inside of a native: it works on these.
        bool is_working = (frame->flags & FRAME_HOOKED) && !(frame->flags & FRAME_TRANSFER);
        return (frame->kind == FRAME_C && !is_working) || is_transferred(L, frame, old);
    }
    if (name[0] != '(' || strcmp(name, "(vararg)") == 0) {
        return true;
    }
    if (old->tag != TAG_TABLE && (!value_is_number(old) || old->tag == value->tag)) {
        return true;
    }
    unsigned offset = (unsigned)((const char *)old - (const char *)frame->base);
    return !register_is_trusted(lua_function_proto(frame->base - 1), offset);
}

LUA_API const char *lua_setlocal(lua_State *L, const lua_Debug *ar, int n)
{
    API_CHECK_COUNT(L, 1);
    Value *slot;
    lua_State *thread;
    const Frame *frame = hook_activation(ar, &thread);
    const char *name = find_variable(thread, frame, n, &slot);
    if (name == NULL || !may_replace(thread, frame, name, slot, L->top - 1)) {
        return NULL;
    }
    value_copy(slot, L->top - 1);
    L->top--;
    return name;
}

// ---- upvalues

// Where upvalue [n] of a function is, its name and the object that holds it; NULL if there is none.
static Value *find_upvalue(const Value *function, int n, const char **name, Object **holder)
{
    if (function->tag == TAG_NATIVE_CLOSURE) {
        NativeClosure *closure = value_native_closure(function);
        if (n < 1 || n > closure->header.aux || hides_upvalues(function)) {
            return NULL;
        }
        *name = "";
        *holder = &closure->header;
        return &closure->upvalues[n - 1];
    }
    if (function->tag == TAG_LUA_CLOSURE) {
        LuaClosure *closure = value_lua_closure(function);
        if (n < 1 || n > closure->proto->upvalue_count) {
            return NULL;
        }
        const String *text = closure->proto->upvalues[n - 1].name;
        *name = text != NULL ? text->bytes : "(no name)";
        *holder = &closure->upvalues[n - 1]->header;
        return closure->upvalues[n - 1]->slot;
    }
    return NULL;
}

LUA_API const char *lua_getupvalue(lua_State *L, int funcindex, int n)
{
    api_reserve(L);
    const char *name;
    Object *holder;
    const Value *slot = find_upvalue(api_slot(L, funcindex), n, &name, &holder);
    if (slot == NULL) {
        return NULL;
    }
    value_copy(L->top, slot);
    L->top++;
    return name;
}

LUA_API const char *lua_setupvalue(lua_State *L, int funcindex, int n)
{
    API_CHECK_COUNT(L, 1);
    const char *name;
    Object *holder;
    Value *slot = find_upvalue(api_slot(L, funcindex), n, &name, &holder);
    if (slot == NULL ||
        (holder->type == TAG_NATIVE_CLOSURE && (holder->flags & OBJECT_LIBRARY) != 0)) {
        return NULL;
    }
    L->top--;
    value_copy(slot, L->top);
    gc_barrier(L->runtime, holder, L->top);
    return name;
}

LUA_API void *lua_upvalueid(lua_State *L, int fidx, int n)
{
    const Value *function = api_slot(L, fidx);
    API_CHECK(value_is_function(function), "the value is no function");
    const char *name;
    Object *holder;
    Value *slot = find_upvalue(function, n, &name, &holder);
    return slot != NULL && function->tag == TAG_LUA_CLOSURE ? (void *)holder : slot;
}

LUA_API void lua_upvaluejoin(lua_State *L, int fidx1, int n1, int fidx2, int n2)
{
    const Value *first = api_slot(L, fidx1);
    const Value *second = api_slot(L, fidx2);
    API_CHECK(first->tag == TAG_LUA_CLOSURE && second->tag == TAG_LUA_CLOSURE,
              "both must be Lua functions");
    LuaClosure *to = value_lua_closure(first);
    API_CHECK(n1 >= 1 && n1 <= to->proto->upvalue_count, "the function has no such upvalue");
    API_CHECK(n2 >= 1 && n2 <= value_lua_closure(second)->proto->upvalue_count,
              "the function has no such upvalue");
    Upvalue *shared = value_lua_closure(second)->upvalues[n2 - 1];
    to->upvalues[n1 - 1] = shared;
    gc_barrier_object(L->runtime, &to->header, &shared->header);
}

// ---- hooks

LUA_API void lua_sethook(lua_State *L, lua_Hook func, int mask, int count)
{
    hook_set(L, func, mask, count);
}

LUA_API lua_Hook lua_gethook(lua_State *L)
{
    return L->hook != NULL ? L->hook->function : NULL;
}

LUA_API int lua_gethookmask(lua_State *L)
{
    return L->hook_mask;
}

LUA_API int lua_gethookcount(lua_State *L)
{
    return L->hook != NULL ? L->hook->count : 0;
}
