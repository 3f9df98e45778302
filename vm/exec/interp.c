// SPDX-License-Identifier: MIT
// interp.c: the dispatch loop and nothing else.
//
// Rules:
// 1. The loop's state is in C locals: L, pc, base, k. L->frame->pc is stale while an instruction
//    runs its fast path; SAVE_PC() comes before anything that may throw, call, or look at the
//    frame.
// 2. After anything that may move the stack or switch threads, RELOAD() fetches pc, base and k from
//    the top frame of the running thread. STEP(x) does all of this: saves pc, carries out the step
//    x, and goes on with what then is on top.
// 3. Values are copied payload and tag apart (value_copy).
// 4. A store into a heap object is followed by its barrier.
// 5. A conditional handler ends in two separate dispatches, so that the compiler makes a branch and
//    no conditional move (which would make the next fetch wait for the data).
// 6. Calls, returns, yields, resumes and errors never enter this function again: they change what
//    is on top.
// 7. The dispatch table is reloaded at back edges, calls and returns, so that hooks and interrupts
//    arrive there.
// 8. An instruction that allocates ends in SAFE_POINT(): the only places where the collector works.
// 9. A dispatch costs about as much as all else in a handler. Pairs of instructions (opcodes.def)
//    do without; where one often follows another, NEXT_OR() tries it with a plain branch first.

#include "vm/exec/interp.h"

#include <math.h>

#include "vm/base/number.h"
#include "vm/code/opcode.h"
#include "vm/exec/call.h"
#include "vm/exec/coroutine.h"
#include "vm/exec/error.h"
#include "vm/exec/exec.h"
#include "vm/exec/hook.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/exec/switch.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/table.h"

#include "vm/exec/interp_macros.h" // short names: after all others

// Frame.word with a plain Lua call in it, but for tail calls, which matter to debug information
// only.
#define FRAME_WORD_SLOW ~(uint32_t)((uint32_t)FRAME_TAIL_CALLED << 16)

// Frame.word of pcall's own frame when a Lua function called it, and of the Lua function that it
// calls.
#define FRAME_WORD_PCALL (FRAME_OPERATION | (uint32_t)FRAME_CATCH << 16)
#define FRAME_WORD_PROTECTED ((uint32_t)COMPLETE_PROTECTED << 8)

static bool is_plain_pcall(const Frame *f)
{
    return (uint32_t)f->word == FRAME_WORD_PCALL && f->step == NATIVE_PCALL &&
           f[-1].kind == FRAME_LUA;
}

// A step of a generic for over 'next' where the next position has a value. False: see op_for_next.
static inline bool next_is_near(Value *state)
{
    Value *hint = state + 3;
    if (state[1].tag != TAG_TABLE || hint->tag != TAG_NIL) {
        return false;
    }
    const Table *t = value_table(&state[1]);
    uint32_t position = (uint32_t)hint->as.bits;
    if (position < t->array_capacity) {
        uint8_t tag = *table_array_tag(t, position + 1);
        if (state[2].tag != TAG_INTEGER || state[2].as.bits != position || tag == TAG_NIL) {
            return false;
        }
        value_set_integer(&state[4], (lua_Integer)position + 1);
        state[5].as = *table_array_payload(t, position + 1);
        state[5].tag = tag;
    } else {
        uint32_t index = position - t->array_capacity;
        const Entry *e = t->entries + index;
        if (index == 0 || index >= table_entry_count(t) || e[-1].key.bits != state[2].as.bits ||
            e[-1].key_tag != state[2].tag || e->tag == TAG_NIL) {
            return false;
        }
        state[4].as = e->key;
        state[4].tag = e->key_tag;
        value_copy(&state[5], (const Value *)e);
    }
    hint->as.bits = (uint64_t)position + 1;
    return true;
}

// Room for the frame of the callee at [func], which may have moved then.
static Value *grow_for_call(Thread *L, Value *func, int count, size_t need)
{
    ptrdiff_t offset = thread_save(L, func);
    L->top = func + 1 + count;
    thread_grow_stack(L, func, need);
    return thread_restore(L, offset);
}

static void close_upvalues(Thread *L, Value *level)
{
    if (L->open_upvalues != NULL) {
        upvalue_close(L, level);
    }
}

// [L] NULL: only makes the label tables, which no other function can name, known to [runtime].
static void run(Thread *L, Runtime *runtime)
{
    // Long because: the loop.
    static const void *const normal_labels[] = {
#define OP(name, operands, effects, meaning) &&L_##name,
#define PAIR(name, first, second) &&L_##name,
#include "vm/code/opcodes.def"
#undef PAIR
#undef OP
    };
    static const void *const hooked_labels[] = {
#define OP(name, operands, effects, meaning) &&L_hooked,
#define PAIR(name, first, second) &&L_hooked,
#include "vm/code/opcodes.def"
#undef PAIR
#undef OP
    };
    if (L == NULL) {
        runtime->normal_dispatch = normal_labels;
        runtime->hooked_dispatch = hooked_labels;
        return;
    }

    const Instruction *pc;
    Value *base;
    const Value *k;
    const void *const *dispatch = atomic_load_explicit(&L->runtime->dispatch, memory_order_relaxed);
    Instruction i;
    Value *callee = NULL;   // between CALL and an entry instruction: the function's slot
    int count = 0;          // and the number of arguments
    Step step = step_run(); // what a slow path wants to happen next

do_step:
    if (step.kind == STEP_CALL) {
        goto step_call_lua;
    }
    if (LIKELY(step.kind == STEP_RUN) || call_drive(RT, step)) {
        goto reload;
    }
    return;

reload:
    L = RT->running;
    RELOAD();
    NEXT();

safe_point:
    STEP(op_safe_point(L, i));

    // ---- moves and loads

    HANDLER(MOVE)
    {
        value_copy(A(), B());
        NEXT();
    }
    HANDLER(LOAD_INT)
    {
        value_set_integer(A(), ins_d(i));
        NEXT();
    }
    HANDLER(LOAD_FLOAT)
    {
        value_set_float(A(), ins_d(i));
        NEXT();
    }
    HANDLER(LOAD_CONST)
    {
        value_copy(A(), K((uint32_t)ins_d(i)));
        NEXT();
    }
    HANDLER(LOAD_NIL)
    {
        Value *v = A();
        int n = ins_b(i);
        do {
            value_set_nil(v++);
        } while (--n > 0);
        NEXT();
    }
    HANDLER(LOAD_FALSE)
    {
        A()->tag = TAG_FALSE;
        NEXT();
    }
    HANDLER(LOAD_FALSE_SKIP)
    {
        A()->tag = TAG_FALSE;
        pc++;
        NEXT();
    }
    HANDLER(LOAD_TRUE)
    {
        A()->tag = TAG_TRUE;
        NEXT();
    }
    HANDLER(GET_UPVALUE)
    {
        value_copy(A(), CLOSURE_NOW()->upvalues[ins_b(i)]->slot);
        NEXT();
    }
    HANDLER(SET_UPVALUE)
    {
        Upvalue *u = CLOSURE_NOW()->upvalues[ins_b(i)];
        const Value *v = A();
        value_copy(u->slot, v);
        gc_barrier(RT, &u->header, v);
        NEXT();
    }

    // ---- fields. A hit: the entry at the cached offset has the key and a value.

    HANDLER(GET_GLOBAL)
    GET_BY_KEY(CLOSURE_NOW()->upvalues[ins_b(i)]->slot, A());
    HANDLER(SET_GLOBAL)
    SET_BY_KEY(CLOSURE_NOW()->upvalues[ins_b(i)]->slot, A());
    HANDLER(SET_GLOBAL_K)
    SET_BY_KEY(CLOSURE_NOW()->upvalues[ins_b(i)]->slot, K(ins_a(i)));
    HANDLER(GET_FIELD)
    GET_BY_KEY(B(), A());
    HANDLER(SET_FIELD)
    SET_BY_KEY(A(), B());
    HANDLER(SET_FIELD_K)
    SET_BY_KEY(A(), KB());

    HANDLER(SELF)
    {
        const Value *o = B();
        Value *dest = A();
        Instruction aux = *pc++;
        value_copy(dest + 1, o);
        if (LIKELY(o->tag == TAG_TABLE)) {
            const Table *t = value_table(o);
            const Entry *e;
            if (t->metatable != NULL) {
                e = op_find_method(L, t, aux_key(aux), pc - 1);
            } else {
                FIND_ENTRY(own, t, aux)
                e = own;
            }
            if (LIKELY(e != NULL)) {
                value_copy(dest, (const Value *)e);
                NEXT();
            }
            STEP(op_get(L, dest + 1, KC(), ins_a(i))); // o may be the register just written
        } else if (value_is_string(o) || o->tag == TAG_USERDATA) {
            const Table *class = meta_table_of(RT, o);
            const Entry *e = op_find_inherited(L, class, aux_key(aux), pc - 1);
            if (LIKELY(e != NULL)) {
                value_copy(dest, (const Value *)e);
                NEXT();
            }
        }
        STEP(op_get(L, o, KC(), ins_a(i)));
    }

    HANDLER(GET_INDEX)
    {
        const Value *o = B();
        const Value *key = C();
        if (LIKELY(o->tag == TAG_TABLE)) {
            const Table *t = value_table(o);
            if (LIKELY(key->tag == TAG_INTEGER)) {
                lua_Unsigned n = key->as.bits;
                if (LIKELY(n - 1 < t->array_capacity)) {
                    uint8_t tag = *table_array_tag(t, n);
                    if (LIKELY(tag != TAG_NIL)) {
                        Value *dest = A();
                        dest->as = *table_array_payload(t, n);
                        dest->tag = tag;
                        NEXT();
                    }
                } else if (t->entry_bytes != 0) {
                    const Entry *e = table_find_int(t, key->as.integer);
                    if (LIKELY(e != NULL && e->tag != TAG_NIL)) {
                        value_copy(A(), (const Value *)e);
                        NEXT();
                    }
                }
            } else if (key->tag == TAG_SHORT_STRING) {
                const Entry *e = table_find_short(t, value_string(key));
                if (LIKELY(e != NULL && e->tag != TAG_NIL)) {
                    value_copy(A(), (const Value *)e);
                    NEXT();
                }
            } else {
                Value v = table_get(t, key);
                if (LIKELY(v.tag != TAG_NIL)) {
                    value_copy(A(), &v);
                    NEXT();
                }
            }
            if (LIKELY(t->metatable == NULL)) {
                value_set_nil(A());
                NEXT();
            }
        }
        STEP(op_get(L, o, key, ins_a(i)));
    }
    HANDLER(GET_INT)
    {
        const Value *o = B();
        lua_Unsigned n = ins_c(i);
        if (LIKELY(o->tag == TAG_TABLE)) {
            const Table *t = value_table(o);
            if (LIKELY(n - 1 < t->array_capacity)) {
                uint8_t tag = *table_array_tag(t, n);
                if (LIKELY(tag != TAG_NIL)) {
                    Value *dest = A();
                    dest->as = *table_array_payload(t, n);
                    dest->tag = tag;
                    NEXT();
                }
            } else if (t->entry_bytes != 0) {
                const Entry *e = table_find_int(t, (lua_Integer)n);
                if (LIKELY(e != NULL && e->tag != TAG_NIL)) {
                    value_copy(A(), (const Value *)e);
                    NEXT();
                }
            }
            if (LIKELY(t->metatable == NULL)) {
                value_set_nil(A());
                NEXT();
            }
        }
        Value key;
        value_set_integer(&key, (lua_Integer)n);
        STEP(op_get(L, o, &key, ins_a(i)));
    }

    HANDLER(SET_INDEX)
    SET_BY_VALUE(C());
    HANDLER(SET_INDEX_K)
    SET_BY_VALUE(KC());
    HANDLER(SET_INT)
    SET_BY_CONSTANT_INTEGER(C());
    HANDLER(SET_INT_K)
    SET_BY_CONSTANT_INTEGER(KC());

    // ---- constructors

    HANDLER(NEW_TABLE)
    {
        SAVE_PC();
        Table *t = table_new(L, ins_c(i), ins_b(i));
        value_set_table(A(), t);
        SAFE_POINT();
    }
    HANDLER(NEW_TEMPLATE)
    {
        SAVE_PC();
        Table *t = table_copy_template(L, value_table(KB()), ins_c(i));
        value_set_table(A(), t);
        SAFE_POINT();
    }
    HANDLER(INIT_FIELD)
    INIT_ENTRY(C());
    HANDLER(INIT_FIELD_K)
    INIT_ENTRY(KC());
    HANDLER(SET_LIST)
    {
        Value *slot = A();
        int n = ins_flag(i) ? (int)(L->top - slot) - 1 : ins_b(i);
        lua_Integer first = (lua_Integer)*pc++;
        SAVE_PC();
        op_set_list(L, slot, n, first);
        SAFE_POINT();
    }

    // ---- arithmetic

    ARITH_HANDLERS(ADD, LUA_OPADD, INTEGER_RESULT(number_add(m, n)), m + n)
    ARITH_HANDLERS(SUB, LUA_OPSUB, INTEGER_RESULT(number_sub(m, n)), m - n)
    ARITH_HANDLERS(MUL, LUA_OPMUL, INTEGER_RESULT(number_mul(m, n)), m * n)
    ARITH_HANDLERS(
        DIV, LUA_OPDIV,
        {
            value_set_float(A(), (lua_Number)m / (lua_Number)n);
            NEXT();
        },
        m / n)
    ARITH_HANDLERS(
        MOD, LUA_OPMOD, if (LIKELY(n != 0)) { INTEGER_RESULT(number_mod(m, n)); },
        number_float_mod(m, n))
    ARITH_HANDLERS(
        IDIV, LUA_OPIDIV, if (LIKELY(n != 0)) { INTEGER_RESULT(number_floor_div(m, n)); },
        number_float_floor_div(m, n))
    ARITH_HANDLERS(
        POW, LUA_OPPOW,
        {
            value_set_float(A(), number_pow((lua_Number)m, (lua_Number)n));
            NEXT();
        },
        number_pow(m, n))

    BITWISE_HANDLERS(BAND, LUA_OPBAND, m & n)
    BITWISE_HANDLERS(BOR, LUA_OPBOR, m | n)
    BITWISE_HANDLERS(BXOR, LUA_OPBXOR, m ^ n)
    BITWISE_HANDLERS(SHL, LUA_OPSHL, number_shift_left(m, n))
    BITWISE_HANDLERS(SHR, LUA_OPSHR, number_shift_right(m, n))

    HANDLER(ADD_IMM)
    {
        const Value *b = B();
        lua_Integer n = ins_sc(i);
        if (LIKELY(b->tag == TAG_INTEGER)) {
            value_set_integer(A(), number_add(b->as.integer, n));
            NEXT();
        }
        if (LIKELY(b->tag == TAG_FLOAT)) {
            value_set_float(A(), b->as.number + (lua_Number)n);
            NEXT();
        }
        Value operand;
        value_set_integer(&operand, ins_flag(i) == 1 ? -n : n);
        if (ins_flag(i) == 2) {
            STEP(op_arith(L, LUA_OPADD, &operand, b, ins_a(i)));
        }
        STEP(op_arith(L, ins_flag(i) == 1 ? LUA_OPSUB : LUA_OPADD, b, &operand, ins_a(i)));
    }
    HANDLER(UNM)
    {
        const Value *b = B();
        if (b->tag == TAG_INTEGER) {
            value_set_integer(A(), number_negate(b->as.integer));
            NEXT();
        }
        if (LIKELY(b->tag == TAG_FLOAT)) {
            value_set_float(A(), -b->as.number);
            NEXT();
        }
        STEP(op_arith(L, LUA_OPUNM, b, b, ins_a(i)));
    }
    HANDLER(BNOT)
    {
        const Value *b = B();
        if (LIKELY(b->tag == TAG_INTEGER)) {
            value_set_integer(A(), ~b->as.integer);
            NEXT();
        }
        STEP(op_arith(L, LUA_OPBNOT, b, b, ins_a(i)));
    }
    HANDLER(NOT)
    {
        uint8_t tag = B()->tag;
        value_set_boolean(A(), tag_is_falsy(tag));
        NEXT();
    }
    HANDLER(LEN)
    {
        const Value *b = B();
        if (LIKELY(b->tag == TAG_TABLE) && value_table(b)->metatable == NULL) {
            value_set_integer(A(), (lua_Integer)table_border(value_table(b)));
            NEXT();
        }
        if (LIKELY(value_is_string(b))) {
            value_set_integer(A(), (lua_Integer)value_string(b)->length);
            NEXT();
        }
        STEP(op_len(L, b, ins_a(i)));
    }
    HANDLER(CONCAT)
    {
        SAVE_PC();
        step = op_concat(L, A(), ins_b(i));
        if (LIKELY(step.kind == STEP_RUN)) {
            SAFE_POINT();
        }
        goto do_step;
    }

    // ---- jumps and comparisons

    HANDLER(JUMP)
    {
        pc += ins_d(i);
        NEXT();
    }
    HANDLER(LOOP)
    {
        pc += ins_d(i);
        RELOAD_DISPATCH();
        NEXT();
    }
    HANDLER(JUMP_TRUE)
    JUMP_IF(!value_is_falsy(A()), ins_d(i));
    HANDLER(JUMP_FALSE)
    JUMP_IF(value_is_falsy(A()), ins_d(i));
    HANDLER(JUMP_TRUE_SET)
    {
        const Value *b = B();
        if (!value_is_falsy(b)) {
            value_copy(A(), b);
            pc += ins_sc(i);
            NEXT();
        }
        NEXT();
    }
    HANDLER(JUMP_FALSE_SET)
    {
        const Value *b = B();
        if (value_is_falsy(b)) {
            value_copy(A(), b);
            pc += ins_sc(i);
            NEXT();
        }
        NEXT();
    }

    HANDLER(JUMP_EQ)
    EQUAL_JUMP(true);
    HANDLER(JUMP_NE)
    EQUAL_JUMP(false);
    HANDLER(JUMP_EQ_K)
    EQUAL_CONSTANT_JUMP(true);
    HANDLER(JUMP_NE_K)
    EQUAL_CONSTANT_JUMP(false);

    HANDLER(JUMP_LT)
    COMPARE_JUMP(LUA_OPLT, <, true);
    HANDLER(JUMP_NLT)
    COMPARE_JUMP(LUA_OPLT, <, false);
    HANDLER(JUMP_LE)
    COMPARE_JUMP(LUA_OPLE, <=, true);
    HANDLER(JUMP_NLE)
    COMPARE_JUMP(LUA_OPLE, <=, false);

    HANDLER(JUMP_LT_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLT, <, false, true);
    HANDLER(JUMP_NLT_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLT, <, false, false);
    HANDLER(JUMP_LE_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLE, <=, false, true);
    HANDLER(JUMP_NLE_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLE, <=, false, false);
    HANDLER(JUMP_GT_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLT, >, true, true);
    HANDLER(JUMP_NGT_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLT, >, true, false);
    HANDLER(JUMP_GE_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLE, >=, true, true);
    HANDLER(JUMP_NGE_IMM)
    COMPARE_IMMEDIATE_JUMP(LUA_OPLE, >=, true, false);

    // ---- loops

    HANDLER(FOR_PREP)
    {
        SAVE_PC();
        JUMP_IF(!op_for_prepare(L, A()), ins_d(i));
    }
    HANDLER(FOR_LOOP)
    {
        Value *state = A();
        if (LIKELY(state->tag == TAG_INTEGER)) {
            goto integer_loop;
        }
        lua_Number stride = state[2].as.number;
        lua_Number index = state->as.number + stride;
        if (stride > 0 ? index <= state[1].as.number : index >= state[1].as.number) {
            state->as.number = index;
            value_set_float(&state[3], index);
            pc += ins_d(i);
            RELOAD_DISPATCH();
            NEXT();
        }
        NEXT();
    }
    HANDLER(FOR_PREP_INT)
    {
        SAVE_PC();
        JUMP_IF(!op_for_prepare(L, A()), ins_d(i));
    }
    HANDLER(FOR_LOOP_INT)
integer_loop : {
    Value *state = A();
    lua_Integer index = state->as.integer;
    if (LIKELY(index != state[1].as.integer)) {
        index = number_add(index, state[2].as.integer);
        state->as.integer = index;
        value_set_integer(&state[3], index);
        pc += ins_d(i);
        RELOAD_DISPATCH();
        NEXT();
    }
    NEXT();
}
    HANDLER(FOR_IN_PREP)
    {
        Value *closing = A() + 3;
        if (UNLIKELY(closing->tag != TAG_NIL)) {
            SAVE_PC();
            op_mark_close(L, closing);
        }
        pc += ins_d(i);
        NEXT();
    }
    HANDLER(FOR_IN_CALL)
    {
        Value *state = A();
        if (LIKELY(state->tag == TAG_NATIVE_CLOSURE)) {
            uint32_t kind = value_native_closure(state)->header.extra;
            if (kind == NATIVE_NEXT) {
                if (LIKELY(next_is_near(state) || op_for_next(state))) {
                    for (int n = ins_c(i) - 1; n > 2; n--) {
                        value_set_nil(state + 3 + n);
                    }
                    NEXT_OR(FOR_IN_LOOP);
                }
            } else if (kind == NATIVE_IPAIRS_STEP && state[1].tag == TAG_TABLE &&
                       state[2].tag == TAG_INTEGER) {
                const Table *t = value_table(&state[1]);
                lua_Unsigned n = state[2].as.bits + 1;
                if (n - 1 < t->array_capacity && *table_array_tag(t, n) != TAG_NIL) {
                    value_set_integer(&state[4], (lua_Integer)n);
                    state[5].as = *table_array_payload(t, n);
                    state[5].tag = *table_array_tag(t, n);
                    for (int m = ins_c(i) - 1; m > 2; m--) {
                        value_set_nil(state + 3 + m);
                    }
                    NEXT_OR(FOR_IN_LOOP);
                }
            }
        }
        value_copy(&state[4], &state[0]);
        value_copy(&state[5], &state[1]);
        value_copy(&state[6], &state[2]);
        SAVE_PC();
        callee = state + 4;
        count = 2;
        GO_TO_CALLEE();
    }
    HANDLER(FOR_IN_LOOP)
    {
        Value *state = A();
        if (LIKELY(state[4].tag != TAG_NIL)) {
            value_copy(&state[2], &state[4]);
            pc += ins_d(i);
            RELOAD_DISPATCH();
            NEXT();
        }
        NEXT();
    }

    // ---- calls

    HANDLER(CALL)
    {
        callee = A();
        int b = ins_b(i);
        count = LIKELY(b != 0) ? b - 1 : (int)(L->top - callee) - 1;
        SAVE_PC();
        GO_TO_CALLEE();
    }
STEP_CALL_GENERAL : {
    if (UNLIKELY(!value_is_function(callee))) {
        step = call_find_function(L, step_call(callee, count, COMPLETE_CALL));
        callee = step.slot;
        count = step.count;
        base = L->frame->base;
        GO_TO_CALLEE();
    }
    if (!call_drive(RT, step_call(callee, count, COMPLETE_CALL))) {
        return;
    }
    goto reload;
}

    HANDLER(ENTER)
    {
        ENTER_LUA(0);
        NEXT_OR(GET_UPVALUE);
    }

// The usual call that a slow path asks for: a Lua function as metamethod, comparator or callback.
step_call_lua:
    L = RT->running;
    callee = step.slot;
    count = step.count;
    if (LIKELY(callee->tag == TAG_LUA_CLOSURE) && LIKELY(L->hook_mask == 0)) {
        pc = value_lua_closure(callee)->entry;
        i = *pc++;
        if (LIKELY(ins_op(i) == OP_ENTER)) {
            ENTER_LUA((uint64_t)step.completion << 8);
            L->frame->wanted = step.wanted;
            L->frame->operand = step.operand;
            RELOAD_DISPATCH();
            NEXT();
        }
    }
    if (call_drive(RT, step)) {
        goto reload;
    }
    return;
    HANDLER(ENTER_VARARG)
    goto STEP_CALL_GENERAL;

    HANDLER(ENTER_FAST)
    {
        NativeClosure *closure = value_native_closure(callee);
        int n = closure->fast(L, callee, count);
        pc = L->frame->pc;
        if (LIKELY(n >= 0)) {
            int wanted = ins_c(pc[-1]) - 1;
            if (LIKELY(n == wanted)) {
                SAFE_POINT();
            }
            call_move_results(L, callee, callee, n, wanted);
            NEXT(); // no safe point: results may be open
        }
        if (closure->header.extra != NATIVE_C) {
            goto STEP_CALL_GENERAL;
        }
    }
    // The C function of a fast form that declined.
    HANDLER(ENTER_C)
    {
        L->top = callee + 1 + count;
        if (UNLIKELY(L->stack_limit - L->top < STACK_C_SLACK)) {
            callee = grow_for_call(L, callee, count, (size_t)count + 1 + STACK_C_SLACK);
        }
        Frame *f = thread_next_frame(L);
        f->base = callee + 1;
        f->pc = NULL;
        f->word = 0;
        f->kind = FRAME_C;
        L->frame = f;
        int n = value_native_closure(callee)->function(L);
        if (UNLIKELY(L->closing_top != 0 || L->hook_mask)) {
            if (!call_drive(RT, step_return(L->top - n, n))) {
                return;
            }
            goto reload;
        }
        f = L->frame;
        callee = f->base - 1;
        L->frame = --f;
        base = f->base; // the stack may have moved
        pc = f->pc;
        RELOAD_DISPATCH();
        int wanted = ins_c(pc[-1]) - 1;
        if (LIKELY(n == 1 && wanted == 1)) {
            value_copy(callee, L->top - 1);
            SAFE_POINT();
        }
        call_move_results(L, callee, L->top - n, n, wanted);
        if (UNLIKELY(wanted < 0)) {
            NEXT(); // a finalizer would be called where the open results are
        }
        SAFE_POINT();
    }
    HANDLER(ENTER_NATIVE)
    HANDLER(ENTER_OPERATION)
    goto STEP_CALL_GENERAL;

    HANDLER(ENTER_RESUME)
    {
        if (UNLIKELY(count == 0 || callee[1].tag != TAG_THREAD)) {
            goto STEP_CALL_GENERAL;
        }
        Thread *target = value_thread(callee + 1);
        Thread *next = switch_resume(L, callee, target, callee + 2, count - 1, NATIVE_RESUME);
        if (UNLIKELY(next == NULL)) {
            next = coroutine_try_begin(L, callee, target, callee + 2, count - 1, NATIVE_RESUME);
        }
        SWITCH_TO(next);
    }
    HANDLER(ENTER_WRAP)
    {
        Thread *target = value_thread(&value_native_closure(callee)->upvalues[0]);
        Thread *next = switch_resume(L, callee, target, callee + 1, count, NATIVE_WRAP_CALL);
        if (UNLIKELY(next == NULL)) {
            next = coroutine_try_begin(L, callee, target, callee + 1, count, NATIVE_WRAP_CALL);
        }
        SWITCH_TO(next);
    }
    HANDLER(ENTER_YIELD)
    {
        Thread *next = switch_yield(L, callee, count);
        SWITCH_TO(next);
    }

    // The frame of pcall, then that of the function in one go.
    HANDLER(ENTER_PCALL)
    {
        if (UNLIKELY(count == 0 || L->hook_mask)) {
            goto STEP_CALL_GENERAL;
        }
        Frame *f = thread_next_frame(L);
        f->base = callee + 1;
        f->pc = NULL;
        f->word = FRAME_WORD_PCALL;
        f->step = NATIVE_PCALL;
        L->top = callee + 1 + count; // what growing may collect ends here
        L->frame = f;
        callee++;
        count--;
        if (LIKELY(callee->tag == TAG_LUA_CLOSURE)) {
            i = *value_lua_closure(callee)->entry;
            if (LIKELY(ins_op(i) == OP_ENTER)) {
                ENTER_LUA(FRAME_WORD_PROTECTED);
                pc = value_lua_closure(callee)->entry + 1;
                RELOAD_DISPATCH();
                NEXT();
            }
        }
        if (!call_drive(RT, step_call(callee, count, COMPLETE_PROTECTED))) {
            return;
        }
        goto reload;
    }

    HANDLER(TAIL_CALL)
    {
        callee = A();
        int b = ins_b(i);
        count = b != 0 ? b - 1 : (int)(L->top - callee) - 1;
        SAVE_PC();
        if (UNLIKELY(callee->tag != TAG_LUA_CLOSURE)) {
            if (!value_is_function(callee)) {
                step = call_find_function(L, step_call(callee, count, COMPLETE_CALL));
                callee = step.slot;
                count = step.count;
                base = L->frame->base;
            }
            if (callee->tag != TAG_LUA_CLOSURE) {
                GO_TO_CALLEE(); // the RETURN that follows passes the results on
            }
        }
        if (ins_flag(i)) {
            close_upvalues(L, base);
        }
        Frame *f = L->frame;
        const Instruction *entry = value_lua_closure(callee)->entry;
        if (UNLIKELY((f->flags & FRAME_VARARG) || ins_op(*entry) != OP_ENTER || L->hook_mask)) {
            step = call_tail(L, callee, count);
            call_drive(RT, step); // only pushes the frame
            goto reload;
        }
        Value *func = base - 1;
        for (int n = 0; n <= count; n++) {
            value_copy(func + n, callee + n);
        }
        callee = func;
        uint64_t word = (uint32_t)f->word | (uint64_t)FRAME_TAIL_CALLED << 16;
        i = *entry;
        L->frame = f - 1; // the same frame is opened again: wanted and operand stay
        ENTER_LUA(word);
        pc = entry + 1;
        RELOAD_DISPATCH();
        NEXT();
    }
    HANDLER(RETURN)
    {
        Value *first = A();
        int b = ins_b(i);
        int n = b != 0 ? b - 1 : (int)(L->top - first);
        if (ins_flag(i)) {
            if (UNLIKELY(L->closing_top != 0)) {
                SAVE_PC();
                // A single result may be a variable below those to be closed.
                L->top = b != 0 ? call_frame_end(L) : first + n;
                bool done;
                step = op_close_next(L, base, &done);
                if (!done) {
                    goto do_step;
                }
                STEP(step_return(first, n));
            }
            close_upvalues(L, base);
        }
        Frame *f = L->frame;
        if (UNLIKELY(L->hook_mask != 0 || ((uint32_t)f->word & FRAME_WORD_SLOW &
                                           ~((uint32_t)FRAME_VARARG << 16)) != 0)) {
            STEP(step_return(first, n));
        }
        Value *dest = base - 1;
        if (UNLIKELY(f->flags & FRAME_VARARG)) {
            dest = exec_frame_function(f);
        }
        L->frame = --f;
        pc = f->pc;
        int wanted = ins_c(pc[-1]) - 1;
        base = f->base;
        k = value_lua_closure(base - 1)->constants;
        RELOAD_DISPATCH();
        if (LIKELY(n == wanted)) {
            for (; n > 0; n--) {
                value_copy(dest++, first++);
            }
            NEXT();
        }
        call_move_results(L, dest, first, n, wanted);
        NEXT();
    }
    HANDLER(RETURN0)
    {
        Frame *f = L->frame;
        if (UNLIKELY((uint32_t)f->word & FRAME_WORD_SLOW)) {
            callee = base;
            count = 0;
            goto return_to_completion;
        }
        Value *dest = base - 1;
        L->frame = --f;
        pc = f->pc;
        int wanted = ins_c(pc[-1]);
        base = f->base;
        k = value_lua_closure(base - 1)->constants;
        RELOAD_DISPATCH();
        if (LIKELY(wanted == 1)) {
            NEXT();
        }
        call_move_results(L, dest, dest, 0, wanted - 1);
        NEXT();
    }
    HANDLER(RETURN1)
    {
        Frame *f = L->frame;
        const Value *result = A();
        if (UNLIKELY((uint32_t)f->word & FRAME_WORD_SLOW)) {
            callee = (Value *)result;
            count = 1;
            goto return_to_completion;
        }
        Value *dest = base - 1;
        value_copy(dest, result);
        L->frame = --f;
        pc = f->pc;
        int wanted = ins_c(pc[-1]);
        base = f->base;
        k = value_lua_closure(base - 1)->constants;
        RELOAD_DISPATCH();
        if (LIKELY(wanted == 2)) {
            NEXT_OR(ADD);
        }
        call_move_results(L, dest, dest, 1, wanted - 1);
        NEXT();
    }

// The function on top returns the value at [callee], or none ([count] 0), and was not called by a
// plain CALL.
return_to_completion:
    SAVE_PC();
    switch ((uint32_t)L->frame->word & FRAME_WORD_SLOW) {
    case FRAME_WORD_PROTECTED: // to pcall, and on to who called it
        if (UNLIKELY(!is_plain_pcall(L->frame - 1))) {
            break;
        }
        L->frame -= 2;
        value_copy(base - 1, callee);
        value_set_boolean(base - 2, true);
        callee = base - 2;
        count++;
        RELOAD();
        {
            int wanted = ins_c(pc[-1]) - 1;
            if (UNLIKELY(wanted < 0 || wanted > count)) {
                call_move_results(L, callee, callee, count, wanted);
            }
        }
        NEXT();
    case (uint32_t)COMPLETE_THREAD << 8: { // to the resumer
        Thread *next = coroutine_try_finish(L, callee, count);
        if (UNLIKELY(next == NULL)) {
            break;
        }
        L = next;
        RELOAD();
        NEXT();
    }
    case (uint32_t)COMPLETE_STORE << 8: { // a metamethod's result to a register
        Value *dest = (Value *)((char *)L->frame[-1].base + L->frame->operand);
        dest->tag = TAG_NIL;
        if (LIKELY(count != 0)) {
            value_copy(dest, callee);
        }
        L->frame--;
        RELOAD();
        NEXT();
    }
    case (uint32_t)COMPLETE_TEST << 8: { // a comparison's
        bool truth = count != 0 && !value_is_falsy(callee);
        bool is_wanted = truth == L->frame->operand;
        L->frame--;
        RELOAD();
        JUMP_IF(is_wanted, ins_sc(pc[-1]));
    }
    case (uint32_t)COMPLETE_IGNORE << 8: // of __newindex
        if (UNLIKELY(L->frame[-1].kind != FRAME_LUA)) {
            break;
        }
        L->frame--;
        RELOAD();
        NEXT();
    case (uint32_t)COMPLETE_NATIVE << 8: { // to a function of the library, which may call again
        int wanted = L->frame->wanted;
        L->frame--;
        step = call_return_to_native(L, base - 1, callee, count, wanted);
        goto do_step;
    }
    default:
        break;
    }
    step = step_return(callee, count);
    goto do_step;

    HANDLER(VARARG)
    {
        unsigned dest = ins_a(i);
        int wanted = ins_c(i) - 1;
        const Frame *f = L->frame;
        int n = f->vararg_count;
        int room = wanted < 0 ? n : wanted;
        if (UNLIKELY(L->stack_limit - R(dest) < room)) {
            SAVE_PC();
            L->top = R(dest);
            thread_grow_stack(L, R(dest), (size_t)room);
            base = L->frame->base;
        }
        call_move_results(L, R(dest), base - 1 - n, n, wanted);
        NEXT();
    }

    // ---- pairs

    HANDLER(MOVE_MOVE)
    {
        Instruction second = *pc++;
        value_copy(A(), B());
        value_copy(R(ins_a(second)), R(ins_b(second)));
        NEXT();
    }
    HANDLER(MOVE_CALL)
    {
        value_copy(A(), B());
        i = *pc++;
        goto L_CALL;
    }
    HANDLER(LOAD_INT_CALL)
    {
        value_set_integer(A(), ins_d(i));
        i = *pc++;
        goto L_CALL;
    }
    HANDLER(ADD_IMM_CALL)
    {
        const Value *b = B();
        if (UNLIKELY(b->tag != TAG_INTEGER)) {
            goto L_ADD_IMM;
        }
        value_set_integer(A(), number_add(b->as.integer, ins_sc(i)));
        i = *pc++;
        goto L_CALL;
    }
    // Two hits, and the library's table itself goes nowhere.
    HANDLER(GLOBAL_FIELD)
    {
        const Value *o = CLOSURE_NOW()->upvalues[ins_b(i)]->slot;
        if (UNLIKELY(o->tag != TAG_TABLE)) {
            goto L_GET_GLOBAL;
        }
        const Table *t = value_table(o);
        const Entry *e = CACHED_ENTRY(t, *pc);
        if (UNLIKELY(!IS_HIT(t, e, *pc) || e->tag != TAG_TABLE)) {
            goto L_GET_GLOBAL;
        }
        t = value_table((const Value *)e);
        e = CACHED_ENTRY(t, pc[2]);
        if (UNLIKELY(!IS_HIT(t, e, pc[2]))) {
            goto L_GET_GLOBAL;
        }
        value_copy(R(ins_a(pc[1])), (const Value *)e);
        pc += 3;
        NEXT();
    }

    // ---- closures and blocks

    HANDLER(CLOSURE)
    {
        SAVE_PC();
        LuaClosure *closure = closure_instantiate(L, CLOSURE_NOW()->proto->protos[ins_d(i)], base);
        value_set_object(A(), closure, TAG_LUA_CLOSURE);
        SAFE_POINT();
    }
    HANDLER(CLOSE)
    {
        if (LIKELY(L->closing_top == 0)) {
            close_upvalues(L, A());
            NEXT();
        }
        SAVE_PC();
        L->top = call_frame_end(L);
        bool done;
        step = op_close_next(L, A(), &done);
        if (LIKELY(done)) {
            NEXT();
        }
        goto do_step;
    }
    HANDLER(MARK_CLOSE)
    {
        SAVE_PC();
        op_mark_close(L, A());
        NEXT();
    }

    // ---- hooks and interrupts: every label of the hooked table

L_hooked:
    switch (hook_before(L, pc - 1, i, callee, count)) {
    case HOOK_GO_ON:
        goto *normal_labels[ins_op(i)]; // of a pair only the first
    case HOOK_LEAVE:
        return;
    case HOOK_RELOAD:
        goto reload;
    }
    __builtin_unreachable();
}

void interp_run(Thread *L)
{
    run(L, L->runtime);
}

void interp_init(Runtime *runtime)
{
    run(NULL, runtime);
    atomic_store(&runtime->dispatch, runtime->normal_dispatch);
}
