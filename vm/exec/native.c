// SPDX-License-Identifier: MIT
// native.c: the services of native.h to the standard library, and the making of native closures.

#include "vm/exec/native.h"

#include "vm/code/opcode.h"
#include "vm/exec/call.h"
#include "vm/exec/coroutine.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

// ---- requests

int native_status(lua_State *L)
{
    return L->frame->status;
}

// ---- access with metamethods. The stack has the slack of a native's frame (STACK_C_SLACK), but
// natives may fill it.

static const Value *value_at(lua_State *L, int index)
{
    if (index > 0) {
        return L->frame->base + (index - 1);
    }
    if (index > LUA_REGISTRYINDEX) {
        return L->top + index;
    }
    return index == LUA_REGISTRYINDEX
               ? &L->runtime->registry
               : &value_native_closure(L->frame->base - 1)->upvalues[LUA_REGISTRYINDEX - index - 1];
}

// Room for a function and its arguments. Growing may collect, so it comes before values are at hand
// that the stack does not hold.
static void reserve(lua_State *L)
{
    thread_ensure(L, L->top, 4);
}

// Pushes [method] and [count] arguments for the native_call that follows.
static void push_call(lua_State *L, const Value *method, const Value *arguments, int count)
{
    value_copy(L->top, method);
    for (int i = 0; i < count; i++) {
        value_copy(L->top + 1 + i, &arguments[i]);
    }
    L->top += 1 + count;
}

static void push_binary_call(lua_State *L, const Value *method, const Value *a, const Value *b)
{
    value_copy(L->top, method);
    value_copy(L->top + 1, a);
    value_copy(L->top + 2, b);
    L->top += 3;
}

static void push_value(lua_State *L, const Value *v)
{
    value_copy(L->top, v);
    L->top++;
}

static bool try_get(lua_State *L, const Value *object, const Value *key)
{
    Value result;
    Value self;
    if (meta_get(L, object, key, &result, &self)) {
        push_value(L, &result);
        return true;
    }
    push_binary_call(L, &result, &self, key);
    return false;
}

bool native_try_get(lua_State *L, int index)
{
    reserve(L);
    const Value *object = value_at(L, index);
    Value key;
    value_copy(&key, L->top - 1);
    L->top--;
    return try_get(L, object, &key);
}

bool native_try_geti(lua_State *L, int index, lua_Integer i)
{
    reserve(L);
    const Value *object = value_at(L, index);
    if (LIKELY(object->tag == TAG_TABLE)) {
        Value v = table_get_int(value_table(object), i);
        if (LIKELY(!value_is_nil(&v))) {
            push_value(L, &v);
            return true;
        }
    }
    Value key;
    value_set_integer(&key, i);
    return try_get(L, object, &key);
}

bool native_try_getfield(lua_State *L, int index, const char *name)
{
    reserve(L);
    Value object;
    value_copy(&object, value_at(L, index));
    Value key;
    value_set_string(&key, str_new_z(L, name));
    push_value(L, &key); // anchored while a metamethod is looked for
    L->top--;
    return try_get(L, &object, &key);
}

static bool try_set(lua_State *L, int index, const Value *key, const Value *value, int popped)
{
    Value method;
    Value arguments[3];
    bool done = meta_set(L, value_at(L, index), key, value, &method, &arguments[0]);
    value_copy(&arguments[1], key);
    value_copy(&arguments[2], value);
    L->top -= popped;
    if (!done) {
        push_call(L, &method, arguments, 3);
    }
    return done;
}

bool native_try_set(lua_State *L, int index)
{
    reserve(L);
    return try_set(L, index, L->top - 2, L->top - 1, 2);
}

bool native_try_seti(lua_State *L, int index, lua_Integer i)
{
    reserve(L);
    Value key;
    value_set_integer(&key, i);
    return try_set(L, index, &key, L->top - 1, 1);
}

bool native_try_len(lua_State *L, int index)
{
    reserve(L);
    const Value *v = value_at(L, index);
    Value result;
    if (op_len_raw(L, v, &result)) {
        push_value(L, &result);
        return true;
    }
    Value method = op_len_method(L, v);
    push_binary_call(L, &method, v, v);
    return false;
}

bool native_try_tostring(lua_State *L, int index)
{
    reserve(L);
    Value v;
    value_copy(&v, value_at(L, index));
    if (value_is_string(&v)) {
        push_value(L, &v);
        return true;
    }
    Value method = meta_find(L, &v, EVENT_TOSTRING);
    if (!value_is_nil(&method)) {
        push_call(L, &method, &v, 1);
        return false;
    }
    push_value(L, &v);
    if (value_is_number(&v)) {
        exec_to_string(L, L->top - 1);
    } else {
        message_replace_by_text(L);
    }
    return true;
}

bool native_try_compare(lua_State *L, int index1, int index2, int op)
{
    reserve(L);
    const Value *a = value_at(L, index1);
    const Value *b = value_at(L, index2);
    bool result, is_negated; // never: only '<' and '==' are asked for
    Value method = {.tag = TAG_NIL};
    if (op == LUA_OPEQ) {
        result = exec_raw_equal(a, b);
        if (!result) {
            method = op_equal_method(L, a, b);
        }
    } else if (!op_compare_raw(op, a, b, &result)) {
        method = op_compare_method(L, op, &a, &b, &is_negated);
    }
    if (value_is_nil(&method)) {
        value_set_boolean(L->top, result);
        L->top++;
        return true;
    }
    push_binary_call(L, &method, a, b);
    return false;
}

// ---- closures

void exec_init_native(NativeClosure *closure)
{
    static const Instruction enter_c = OP_ENTER_C;
    static const Instruction enter_fast = OP_ENTER_FAST;
    static const Instruction enter_native = OP_ENTER_NATIVE;
    static const Instruction enter_operation = OP_ENTER_OPERATION;
    static const Instruction enter_pcall = OP_ENTER_PCALL;
    static const Instruction enter_resume = OP_ENTER_RESUME;
    static const Instruction enter_wrap = OP_ENTER_WRAP;
    static const Instruction enter_yield = OP_ENTER_YIELD;
    if (closure->fast != NULL) {
        closure->entry = &enter_fast;
        return;
    }
    switch (closure->header.extra) {
    case NATIVE_RESUMABLE:
    case NATIVE_IPAIRS_STEP:
    case NATIVE_CLOSE:
        closure->entry = &enter_native;
        break;
    case NATIVE_PCALL:
        closure->entry = &enter_pcall;
        break;
    case NATIVE_XPCALL:
        closure->entry = &enter_operation;
        break;
    case NATIVE_RESUME:
        closure->entry = &enter_resume;
        break;
    case NATIVE_WRAP_CALL:
        closure->entry = &enter_wrap;
        break;
    case NATIVE_YIELD:
        closure->entry = &enter_yield;
        break;
    default:
        closure->entry = &enter_c;
    }
}

void native_push(lua_State *L, const NativeReg *reg, int upvalue_count)
{
    thread_ensure(L, L->top, 1);
    NativeClosure *closure = closure_new_native(L, upvalue_count);
    int kind = reg->kind;
    if (kind == NATIVE_C && reg->resumable != NULL) {
        kind = NATIVE_RESUMABLE;
    }
    closure->header.extra = (uint32_t)kind;
    closure->header.flags |= OBJECT_LIBRARY | (reg->shows_upvalues ? 0 : OBJECT_PRIVATE);
    closure->fast = reg->fast;
    closure->function = reg->function;
    closure->resumable = NULL;
    if (reg->resumable != NULL) {
        closure->resumable = reg->resumable;
    } else if (kind == NATIVE_CLOSE) {
        closure->resumable = coroutine_close_steps;
    } else if (kind == NATIVE_WRAP_CALL) {
        closure->resumable = coroutine_wrap_failed;
    }
    exec_init_native(closure);
    L->top -= upvalue_count;
    for (int i = 0; i < upvalue_count; i++) {
        value_copy(&closure->upvalues[i], L->top + i);
        gc_barrier(L->runtime, &closure->header, &closure->upvalues[i]);
    }
    value_set_object(L->top, closure, TAG_NATIVE_CLOSURE);
    L->top++;
}

void native_setfuncs(lua_State *L, const NativeReg *regs, int upvalue_count)
{
    for (; regs->name != NULL; regs++) {
        thread_ensure(L, L->top, (size_t)upvalue_count + 2);
        for (int i = 0; i < upvalue_count; i++) {
            push_value(L, L->top - upvalue_count);
        }
        native_push(L, regs, upvalue_count);
        const Value *table = L->top - 2 - upvalue_count;
        Value key;
        value_set_string(&key, str_new_z(L, regs->name));
        push_value(L, &key);
        table = L->top - 3 - upvalue_count;
        table_set(L, value_table(table), L->top - 1, L->top - 2);
        L->top -= 2;
    }
    L->top -= upvalue_count;
}

// ---- hooks and interrupts

bool native_defer_hook(lua_State *L, lua_Hook hook, int arg_count)
{
    return hook_defer(L, hook, arg_count);
}

bool native_interrupted(lua_State *L)
{
    return atomic_load_explicit(&L->runtime->interrupt, memory_order_relaxed) != 0;
}

void native_poll(lua_State *L)
{
    hook_poll(L);
}

void native_work(lua_State *L, int amount)
{
    if (UNLIKELY(hook_is_due_in_native(L))) {
        hook_work(L, amount);
    }
}
