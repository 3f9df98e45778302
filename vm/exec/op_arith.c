// SPDX-License-Identifier: MIT
// op_arith.c: arithmetic and length beyond two integers or two floats: mixed numbers, division by
// zero, metamethods, errors.

#include "vm/base/number.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

static const uint8_t event_of_op[] = {
    [LUA_OPADD] = EVENT_ADD,   [LUA_OPSUB] = EVENT_SUB,   [LUA_OPMUL] = EVENT_MUL,
    [LUA_OPMOD] = EVENT_MOD,   [LUA_OPPOW] = EVENT_POW,   [LUA_OPDIV] = EVENT_DIV,
    [LUA_OPIDIV] = EVENT_IDIV, [LUA_OPBAND] = EVENT_BAND, [LUA_OPBOR] = EVENT_BOR,
    [LUA_OPBXOR] = EVENT_BXOR, [LUA_OPSHL] = EVENT_SHL,   [LUA_OPSHR] = EVENT_SHR,
    [LUA_OPUNM] = EVENT_UNM,   [LUA_OPBNOT] = EVENT_BNOT,
};

static bool op_is_bitwise(int op)
{
    return op >= LUA_OPBAND && op != LUA_OPUNM;
}

static lua_Integer bitwise(int op, lua_Integer a, lua_Integer b)
{
    switch (op) {
    case LUA_OPBAND:
        return a & b;
    case LUA_OPBOR:
        return a | b;
    case LUA_OPBXOR:
        return a ^ b;
    case LUA_OPSHL:
        return number_shift_left(a, b);
    case LUA_OPSHR:
        return number_shift_right(a, b);
    default:
        return ~a;
    }
}

// False: division by zero, or an operator over floats.
static bool arith_integers(int op, lua_Integer a, lua_Integer b, lua_Integer *result)
{
    switch (op) {
    case LUA_OPADD:
        *result = number_add(a, b);
        return true;
    case LUA_OPSUB:
        *result = number_sub(a, b);
        return true;
    case LUA_OPMUL:
        *result = number_mul(a, b);
        return true;
    case LUA_OPUNM:
        *result = number_negate(a);
        return true;
    case LUA_OPMOD:
        *result = b != 0 ? number_mod(a, b) : 0;
        return b != 0;
    case LUA_OPIDIV:
        *result = b != 0 ? number_floor_div(a, b) : 0;
        return b != 0;
    default:
        return false;
    }
}

static lua_Number arith_floats(int op, lua_Number a, lua_Number b)
{
    switch (op) {
    case LUA_OPADD:
        return a + b;
    case LUA_OPSUB:
        return a - b;
    case LUA_OPMUL:
        return a * b;
    case LUA_OPDIV:
        return a / b;
    case LUA_OPMOD:
        return number_float_mod(a, b);
    case LUA_OPIDIV:
        return number_float_floor_div(a, b);
    case LUA_OPPOW:
        return number_pow(a, b);
    default:
        return -a;
    }
}

bool op_arith_numbers(int op, const Value *a, const Value *b, Value *result)
{
    if (op_is_bitwise(op)) {
        lua_Integer i;
        lua_Integer j;
        if (!number_value_to_integer(a, &i) || !number_value_to_integer(b, &j)) {
            return false;
        }
        value_set_integer(result, bitwise(op, i, j));
        return true;
    }
    if (a->tag == TAG_INTEGER && b->tag == TAG_INTEGER && op != LUA_OPDIV && op != LUA_OPPOW) {
        lua_Integer i;
        if (!arith_integers(op, a->as.integer, b->as.integer, &i)) {
            return false;
        }
        value_set_integer(result, i);
        return true;
    }
    lua_Number x;
    lua_Number y;
    if (!number_value_to_float(a, &x) || !number_value_to_float(b, &y)) {
        return false;
    }
    value_set_float(result, arith_floats(op, x, y));
    return true;
}

Value op_arith_method(Thread *L, int op, const Value *a, const Value *b)
{
    Value method = meta_binary(L, a, b, (Event)event_of_op[op]);
    if (!value_is_nil(&method)) {
        return method;
    }
    if (value_is_number(a) && value_is_number(b)) {
        if (op == LUA_OPMOD) {
            throw_error(L, "attempt to perform 'n%%0'");
        }
        if (op == LUA_OPIDIV) {
            throw_error(L, "attempt to divide by zero");
        }
        message_to_integer_error(L, a, b);
    }
    if (op_is_bitwise(op)) {
        message_bitwise_error(L, a, b);
    }
    message_arith_error(L, a, b);
}

// The string library's arithmetic on strings that read as numbers takes no call, unless a hook
// wants to see one. False: [method] has to be called.
static bool arith_strings(Thread *L, const Value *method, const Value *a, const Value *b,
                          Value *result)
{
    if (method->tag != TAG_NATIVE_CLOSURE || L->hook_mask != 0) {
        return false;
    }
    const NativeClosure *closure = value_native_closure(method);
    if (closure->header.extra != NATIVE_ARITHMETIC) {
        return false;
    }
    Value operands[3];
    value_copy(&operands[1], a);
    value_copy(&operands[2], b);
    if (closure->fast(L, operands, 2) < 0) {
        return false;
    }
    value_copy(result, &operands[0]);
    return true;
}

Step op_arith(Thread *L, int op, const Value *a, const Value *b, unsigned dest)
{
    Value result;
    if (op_arith_numbers(op, a, b, &result)) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    Value method = op_arith_method(L, op, a, b);
    if (arith_strings(L, &method, a, b, &result)) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    return call_binary_metamethod(L, &method, a, b, COMPLETE_STORE, dest);
}

// ---- length

bool op_len_raw(Thread *L, const Value *v, Value *result)
{
    if (value_is_string(v)) {
        value_set_integer(result, (lua_Integer)value_string(v)->length);
        return true;
    }
    if (v->tag != TAG_TABLE) {
        return false;
    }
    Table *t = value_table(v);
    Value method = meta_table_event(L->runtime, t->metatable, EVENT_LEN);
    if (!value_is_nil(&method)) {
        return false;
    }
    value_set_integer(result, (lua_Integer)table_border(t));
    return true;
}

Value op_len_method(Thread *L, const Value *v)
{
    Value method = meta_find(L, v, EVENT_LEN);
    if (value_is_nil(&method)) {
        message_type_error(L, v, "get length of");
    }
    return method;
}

Step op_len(Thread *L, const Value *v, unsigned dest)
{
    Value result;
    if (op_len_raw(L, v, &result)) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    Value method = op_len_method(L, v);
    return call_binary_metamethod(L, &method, v, v, COMPLETE_STORE, dest);
}
