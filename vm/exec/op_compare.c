// SPDX-License-Identifier: MIT
// op_compare.c: comparisons beyond two integers or two floats.

#include "vm/base/number.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/str.h"

bool op_less_numbers(const Value *a, const Value *b)
{
    if (a->tag == TAG_INTEGER) {
        return b->tag == TAG_INTEGER ? a->as.integer < b->as.integer
                                     : number_int_less_float(a->as.integer, b->as.number);
    }
    return b->tag == TAG_FLOAT ? a->as.number < b->as.number
                               : number_float_less_int(a->as.number, b->as.integer);
}

bool op_less_equal_numbers(const Value *a, const Value *b)
{
    if (a->tag == TAG_INTEGER) {
        return b->tag == TAG_INTEGER ? a->as.integer <= b->as.integer
                                     : number_int_less_equal_float(a->as.integer, b->as.number);
    }
    return b->tag == TAG_FLOAT ? a->as.number <= b->as.number
                               : number_float_less_equal_int(a->as.number, b->as.integer);
}

bool op_compare_raw(int op, const Value *a, const Value *b, bool *result)
{
    if (value_is_number(a) && value_is_number(b)) {
        *result = op == LUA_OPLT ? op_less_numbers(a, b) : op_less_equal_numbers(a, b);
        return true;
    }
    if (value_is_string(a) && value_is_string(b)) {
        int order = str_compare(value_string(a), value_string(b));
        *result = op == LUA_OPLT ? order < 0 : order <= 0;
        return true;
    }
    return false;
}

// Without __le, a <= b is not (b < a): the compatibility with 5.3 that 5.4 is built with.
Value op_compare_method(Thread *L, int op, const Value **a, const Value **b, bool *is_negated)
{
    const Value *left = *a, *right = *b;
    Value method = meta_binary(L, left, right, op == LUA_OPLT ? EVENT_LT : EVENT_LE);
    *is_negated = value_is_nil(&method) && op == LUA_OPLE;
    if (*is_negated) {
        method = meta_binary(L, right, left, EVENT_LT);
        *a = right;
        *b = left;
    }
    if (value_is_nil(&method)) {
        message_compare_error(L, left, right);
    }
    return method;
}

// Takes the jump of the comparison at pc[-1], or not.
static Step jump_if(Thread *L, bool taken)
{
    if (taken) {
        L->frame->pc += ins_sc(L->frame->pc[-1]);
    }
    return step_run();
}

Step op_compare_jump(Thread *L, int op, const Value *a, const Value *b, bool sense)
{
    bool result;
    if (op_compare_raw(op, a, b, &result)) {
        return jump_if(L, result == sense);
    }
    bool is_negated;
    Value method = op_compare_method(L, op, &a, &b, &is_negated);
    return call_binary_metamethod(L, &method, a, b, COMPLETE_TEST, sense != is_negated);
}

// ---- equality

bool exec_raw_equal(const Value *a, const Value *b)
{
    if (a->tag != b->tag) {
        if (a->tag == TAG_INTEGER && b->tag == TAG_FLOAT) {
            return number_int_equal_float(a->as.integer, b->as.number);
        }
        return a->tag == TAG_FLOAT && b->tag == TAG_INTEGER &&
               number_int_equal_float(b->as.integer, a->as.number);
    }
    switch (a->tag) {
    case TAG_NIL:
    case TAG_FALSE:
    case TAG_TRUE:
        return true;
    case TAG_FLOAT:
        return a->as.number == b->as.number;
    case TAG_LONG_STRING:
        return str_equal(value_string(a), value_string(b));
    default:
        return a->as.bits == b->as.bits;
    }
}

Value op_equal_method(Thread *L, const Value *a, const Value *b)
{
    if (a->tag != b->tag || (a->tag != TAG_TABLE && a->tag != TAG_USERDATA)) {
        return (Value){.tag = TAG_NIL};
    }
    return meta_binary(L, a, b, EVENT_EQ);
}

Step op_equal_jump(Thread *L, const Value *a, const Value *b, bool sense)
{
    if (exec_raw_equal(a, b)) {
        return jump_if(L, sense);
    }
    Value method = op_equal_method(L, a, b);
    if (value_is_nil(&method)) {
        return jump_if(L, !sense);
    }
    return call_binary_metamethod(L, &method, a, b, COMPLETE_TEST, sense);
}
