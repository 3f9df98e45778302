// SPDX-License-Identifier: MIT
// op_loop.c: preparing numeric loops (manual 3.3.5).
//
// An integer loop is reduced to "go on until the index equals the last value", which cannot
// overflow. A float loop keeps limit and step as they are. Strings that are numerals count as
// numbers, but only two integers make an integer loop.

#include "vm/base/number.h"
#include "vm/exec/message.h"
#include "vm/exec/ops.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

// The number that a value of the loop's head stands for.
static Value loop_number(Thread *L, const Value *v, const char *what)
{
    Value number;
    if (value_is_number(v)) {
        value_copy(&number, v);
    } else if (!value_is_string(v) || !str_to_number(value_string(v), &number)) {
        message_for_error(L, v, what);
    }
    return number;
}

static lua_Number loop_float(Thread *L, const Value *v, const char *what)
{
    Value number = loop_number(L, v, what);
    return number.tag == TAG_FLOAT ? number.as.number : (lua_Number)number.as.integer;
}

// The limit of an integer loop as an integer; false: the loop does not run.
static bool integer_limit(Thread *L, const Value *limit, lua_Integer step, lua_Integer *out)
{
    Value number = loop_number(L, limit, "limit");
    if (number.tag == TAG_INTEGER) {
        *out = number.as.integer;
        return true;
    }
    lua_Number n = number.as.number;
    if (step > 0 ? number_floor_to_integer(n, out) : number_ceil_to_integer(n, out)) {
        return true;
    }
    if (n > 0) { // beyond all integers
        *out = LUA_MAXINTEGER;
        return step > 0;
    }
    *out = LUA_MININTEGER; // NaN, too, is no limit to a loop downwards
    return step < 0;
}

static bool prepare_integers(Thread *L, Value *state)
{
    lua_Integer init = state[0].as.integer;
    lua_Integer step = state[2].as.integer;
    lua_Integer limit;
    if (step == 0) {
        throw_error(L, "'for' step is zero");
    }
    if (!integer_limit(L, &state[1], step, &limit) || (step > 0 ? init > limit : init < limit)) {
        return false;
    }
    lua_Unsigned distance = step > 0 ? (lua_Unsigned)limit - (lua_Unsigned)init
                                     : (lua_Unsigned)init - (lua_Unsigned)limit;
    lua_Unsigned stride = step > 0 ? (lua_Unsigned)step : 0u - (lua_Unsigned)step;
    lua_Unsigned covered = distance - (stride == 1 ? 0 : distance % stride);
    value_set_integer(&state[1], (lua_Integer)(step > 0 ? (lua_Unsigned)init + covered
                                                        : (lua_Unsigned)init - covered));
    value_set_integer(&state[3], init);
    return true;
}

bool op_for_prepare(Thread *L, Value *state)
{
    if (state[0].tag == TAG_INTEGER && state[2].tag == TAG_INTEGER) {
        return prepare_integers(L, state);
    }
    lua_Number limit = loop_float(L, &state[1], "limit");
    lua_Number step = loop_float(L, &state[2], "step");
    lua_Number init = loop_float(L, &state[0], "initial value");
    if (step == 0) {
        throw_error(L, "'for' step is zero");
    }
    if (step > 0 ? limit < init : init < limit) { // NaN lets the loop begin
        return false;
    }
    value_set_float(&state[0], init);
    value_set_float(&state[1], limit);
    value_set_float(&state[2], step);
    value_set_float(&state[3], init);
    return true;
}

bool op_for_next(Value *state)
{
    Value *hint = state + 3;
    if (state[1].tag != TAG_TABLE || hint->tag != TAG_NIL) {
        return false;
    }
    const Table *t = value_table(&state[1]);
    uint32_t position = 0;
    if (state[2].tag != TAG_NIL) {
        position = (uint32_t)hint->as.bits;
        // The control variable must be the key just before the position.
        if (position <= t->array_capacity) {
            if (position == 0 || state[2].tag != TAG_INTEGER || state[2].as.bits != position) {
                return false;
            }
        } else {
            uint32_t index = position - t->array_capacity - 1;
            const Entry *e = t->entries + index;
            if (index >= table_entry_count(t) || e->key.bits != state[2].as.bits ||
                e->key_tag != state[2].tag) {
                return false;
            }
        }
    }
    position = table_next_at(t, position, state + 4, state + 5);
    if (position == 0) {
        value_set_nil(state + 4); // the loop ends
    }
    hint->as.bits = position;
    return true;
}
