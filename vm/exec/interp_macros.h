// SPDX-License-Identifier: MIT
// interp_macros.h: what the handlers of the dispatch loop are made of; for interp.c only.
//
// They work on the loop's locals: L, pc, base, k, i, dispatch, callee, count, step. NEXT and what
// ends in it leaves the handler. See the rules in interp.c.

#ifndef NEAP_VM_EXEC_INTERP_MACROS_H
#define NEAP_VM_EXEC_INTERP_MACROS_H

#define HANDLER(name) L_##name:
#define RT (L->runtime)

#define NEXT() \
    do { \
        i = *pc++; \
        goto *dispatch[(uint8_t)i]; \
    } while (0)

// Where one or a few instructions often follow: processors foresee a jump to one place sooner than
// one to many places.
//     FETCH(); if (IS_NORMAL()) { TRY(ENTER); TRY(ENTER_FAST); } DISPATCH();
// IS_NORMAL: no hook or interrupt wants to see each instruction.
#define FETCH() (i = *pc++)
#define IS_NORMAL() LIKELY(dispatch == normal_labels)

#define TRY(name) \
    do { \
        if ((uint8_t)i == OP_##name) { \
            goto L_##name; \
        } \
    } while (0)

// The empty statement makes a block of its own, else gcc shares one indirect jump between all of
// these.
#define DISPATCH() \
    do { \
        const void *handler_ = dispatch[(uint8_t)i]; \
        __asm__ volatile("" : "+r"(handler_)); \
        goto *handler_; \
    } while (0)

#define NEXT_OR(name) \
    do { \
        FETCH(); \
        if (IS_NORMAL()) { \
            TRY(name); \
        } \
        DISPATCH(); \
    } while (0)
#define R(offset) ((Value *)((char *)base + (offset)))
#define K(offset) ((const Value *)((const char *)k + (offset)))
#define A() R(ins_a(i))
#define B() R(ins_b(i))
#define C() R(ins_c(i))
#define KB() K(ins_b(i))
#define KC() K(ins_c(i))
#define CLOSURE_NOW() value_lua_closure(base - 1)
#define SAVE_PC() (L->frame->pc = pc)
#define RELOAD_DISPATCH() (dispatch = atomic_load_explicit(&RT->dispatch, memory_order_relaxed))

#define RELOAD_FRAME() \
    do { \
        const Frame *frame_ = L->frame; \
        pc = frame_->pc; \
        base = frame_->base; \
        k = value_lua_closure(base - 1)->constants; \
    } while (0)

#define RELOAD() \
    do { \
        RELOAD_FRAME(); \
        RELOAD_DISPATCH(); \
    } while (0)

#define STEP(x) \
    do { \
        SAVE_PC(); \
        step = (x); \
        goto do_step; \
    } while (0)

#define SAFE_POINT() \
    do { \
        if (gc_is_due(RT)) { \
            goto safe_point; \
        } \
        NEXT(); \
    } while (0)
#define CACHED_ENTRY(t, aux) ((Entry *)((char *)(t)->entries + aux_offset(aux)))

#define IS_HIT(t, e, aux) \
    (LIKELY(aux_offset(aux) < (t)->entry_bytes) && LIKELY((e)->key.pointer == aux_key(aux)) && \
     LIKELY((e)->tag != TAG_NIL))

// Looks for key aux in the table [t]: a hit, or a search that corrects the cache.
#define FIND_ENTRY(e, t, aux) \
    Entry *e = CACHED_ENTRY(t, aux); \
    if (!IS_HIT(t, e, aux)) { \
        e = op_find_and_cache(t, aux_key(aux), pc - 1); \
    }

#define GET_BY_KEY(object_, dest_) \
    do { \
        const Value *o_ = (object_); \
        Instruction aux_ = *pc++; \
        if (LIKELY(o_->tag == TAG_TABLE)) { \
            const Table *t_ = value_table(o_); \
            FIND_ENTRY(e_, t_, aux_) \
            if (LIKELY(e_ != NULL)) { \
                value_copy((dest_), (Value *)e_); \
                NEXT(); \
            } \
            if (t_->metatable == NULL) { \
                value_set_nil(dest_); \
                NEXT(); \
            } \
            e_ = op_find_inherited(L, t_->metatable, aux_key(aux_), pc - 1); \
            if (LIKELY(e_ != NULL)) { \
                value_copy((dest_), (Value *)e_); \
                NEXT(); \
            } \
        } \
        STEP(op_get(L, o_, KC(), ins_a(i))); \
    } while (0)

// Existing fields are overwritten at once; a new one may need __newindex.
#define HAS_NO_NEWINDEX(t_) \
    ((t_)->metatable == NULL || ((t_)->metatable->header.extra & (1u << EVENT_NEWINDEX)))

#define SET_BY_KEY(object_, value_) \
    do { \
        const Value *o_ = (object_); \
        const Value *v_ = (value_); \
        Instruction aux_ = *pc++; \
        if (LIKELY(o_->tag == TAG_TABLE)) { \
            Table *t_ = value_table(o_); \
            FIND_ENTRY(e_, t_, aux_) \
            if (LIKELY(e_ != NULL)) { \
                value_copy((Value *)e_, v_); \
                gc_barrier(RT, &t_->header, v_); \
                NEXT(); \
            } \
            if (LIKELY(HAS_NO_NEWINDEX(t_))) { \
                SAVE_PC(); \
                table_set_string(L, t_, value_string(KC()), v_); \
                NEXT(); \
            } \
        } \
        STEP(op_set(L, o_, KC(), v_)); \
    } while (0)

// An existing array element, or a new one where no metatable can interfere, is stored at once.
#define SET_BY_INTEGER(t_, n_, v_) \
    do { \
        if (LIKELY((n_)-1 < (t_)->array_capacity)) { \
            uint8_t *tag_ = table_array_tag((t_), (n_)); \
            if (LIKELY(*tag_ != TAG_NIL || (t_)->metatable == NULL)) { \
                *table_array_payload((t_), (n_)) = (v_)->as; \
                *tag_ = (v_)->tag; \
                gc_barrier(RT, &(t_)->header, (v_)); \
                NEXT(); \
            } \
        } \
    } while (0)

#define SET_BY_VALUE(value_) \
    do { \
        const Value *o_ = A(); \
        const Value *key_ = B(); \
        const Value *v_ = (value_); \
        if (LIKELY(o_->tag == TAG_TABLE)) { \
            Table *t_ = value_table(o_); \
            if (LIKELY(key_->tag == TAG_INTEGER)) { \
                SET_BY_INTEGER(t_, key_->as.bits, v_); \
                if (LIKELY(t_->metatable == NULL)) { \
                    SAVE_PC(); \
                    table_set_int(L, t_, key_->as.integer, v_); \
                    NEXT(); \
                } \
            } else if (key_->tag == TAG_SHORT_STRING) { \
                Entry *e_ = table_find_short(t_, value_string(key_)); \
                if (LIKELY(e_ != NULL && e_->tag != TAG_NIL)) { \
                    value_copy((Value *)e_, v_); \
                    gc_barrier(RT, &t_->header, v_); \
                    NEXT(); \
                } \
            } \
            if (LIKELY(t_->metatable == NULL)) { \
                SAVE_PC(); \
                table_set(L, t_, key_, v_); \
                NEXT(); \
            } \
        } \
        STEP(op_set(L, o_, key_, v_)); \
    } while (0)

#define SET_BY_CONSTANT_INTEGER(value_) \
    do { \
        const Value *o_ = A(); \
        lua_Unsigned n_ = ins_b(i); \
        const Value *v_ = (value_); \
        if (LIKELY(o_->tag == TAG_TABLE)) { \
            Table *t_ = value_table(o_); \
            SET_BY_INTEGER(t_, n_, v_); \
        } \
        Value key_; \
        value_set_integer(&key_, (lua_Integer)n_); \
        STEP(op_set(L, o_, &key_, v_)); \
    } while (0)

#define INIT_ENTRY(value_) \
    do { \
        Table *t_ = value_table(A()); \
        const Value *v_ = (value_); \
        value_copy((Value *)(t_->entries + ins_b(i)), v_); \
        gc_barrier(RT, &t_->header, v_); \
        NEXT(); \
    } while (0)

#define ARITH(x_, y_, op_, integer_, float_) \
    do { \
        const Value *a_ = (x_); \
        const Value *b_ = (y_); \
        if (LIKELY(a_->tag == TAG_INTEGER)) { \
            if (LIKELY(b_->tag == TAG_INTEGER)) { \
                lua_Integer m = a_->as.integer, n = b_->as.integer; \
                (void)m, (void)n; \
                integer_; \
            } \
            if (b_->tag == TAG_FLOAT) { \
                lua_Number m = (lua_Number)a_->as.integer, n = b_->as.number; \
                value_set_float(A(), float_); \
                NEXT(); \
            } \
        } else if (LIKELY(a_->tag == TAG_FLOAT)) { \
            if (LIKELY(b_->tag == TAG_FLOAT)) { \
                lua_Number m = a_->as.number, n = b_->as.number; \
                value_set_float(A(), float_); \
                NEXT(); \
            } \
            if (b_->tag == TAG_INTEGER) { \
                lua_Number m = a_->as.number, n = (lua_Number)b_->as.integer; \
                value_set_float(A(), float_); \
                NEXT(); \
            } \
        } \
        STEP(op_arith(L, op_, a_, b_, ins_a(i))); \
    } while (0)

#define INTEGER_RESULT(x_) \
    do { \
        value_set_integer(A(), (x_)); \
        NEXT(); \
    } while (0)

#define ARITH_HANDLERS(name, op_, integer_, float_) \
    HANDLER(name) ARITH(B(), C(), op_, integer_, float_); \
    HANDLER(name##_RK) ARITH(B(), KC(), op_, integer_, float_); \
    HANDLER(name##_KR) ARITH(KB(), C(), op_, integer_, float_);

#define BITWISE(x_, y_, op_, integer_) \
    do { \
        const Value *a_ = (x_); \
        const Value *b_ = (y_); \
        if (LIKELY(a_->tag == TAG_INTEGER && b_->tag == TAG_INTEGER)) { \
            lua_Integer m = a_->as.integer, n = b_->as.integer; \
            value_set_integer(A(), integer_); \
            NEXT(); \
        } \
        STEP(op_arith(L, op_, a_, b_, ins_a(i))); \
    } while (0)

#define BITWISE_HANDLERS(name, op_, integer_) \
    HANDLER(name) BITWISE(B(), C(), op_, integer_); \
    HANDLER(name##_RK) BITWISE(B(), KC(), op_, integer_); \
    HANDLER(name##_KR) BITWISE(KB(), C(), op_, integer_);

#define JUMP_IF(condition_, offset_) \
    do { \
        if (condition_) { \
            pc += (offset_); \
            NEXT(); \
        } \
        NEXT(); \
    } while (0)

#define EQUAL_JUMP(sense_) \
    do { \
        const Value *a_ = A(); \
        const Value *b_ = B(); \
        if (a_->tag == b_->tag) { \
            if (LIKELY(a_->tag == TAG_INTEGER || a_->tag == TAG_SHORT_STRING)) { \
                JUMP_IF((a_->as.bits == b_->as.bits) == (sense_), ins_sc(i)); \
            } \
            if (a_->tag == TAG_FLOAT) { \
                JUMP_IF((a_->as.number == b_->as.number) == (sense_), ins_sc(i)); \
            } \
            if (a_->tag <= TAG_TRUE) { \
                JUMP_IF(sense_, ins_sc(i)); \
            } \
        } else if (a_->tag <= TAG_TRUE || b_->tag <= TAG_TRUE) { \
            JUMP_IF(!(sense_), ins_sc(i)); \
        } \
        STEP(op_equal_jump(L, a_, b_, sense_)); \
    } while (0)

#define EQUAL_CONSTANT_JUMP(sense_) \
    do { \
        const Value *a_ = A(); \
        const Value *b_ = KB(); \
        if (a_->tag == b_->tag && \
            (a_->tag <= TAG_TRUE || a_->tag == TAG_INTEGER || a_->tag == TAG_SHORT_STRING)) { \
            JUMP_IF((a_->tag <= TAG_TRUE || a_->as.bits == b_->as.bits) == (sense_), ins_sc(i)); \
        } \
        if (a_->tag == TAG_FLOAT && b_->tag == TAG_INTEGER && number_is_exact(b_->as.integer)) { \
            JUMP_IF((a_->as.number == (lua_Number)b_->as.integer) == (sense_), ins_sc(i)); \
        } \
        JUMP_IF(exec_raw_equal(a_, b_) == (sense_), ins_sc(i)); \
    } while (0)

#define COMPARE_JUMP(op_, operator_, sense_) \
    do { \
        const Value *a_ = A(); \
        const Value *b_ = B(); \
        if (LIKELY(a_->tag == TAG_INTEGER && b_->tag == TAG_INTEGER)) { \
            JUMP_IF((a_->as.integer operator_ b_->as.integer) == (sense_), ins_sc(i)); \
        } \
        if (LIKELY(a_->tag == TAG_FLOAT && b_->tag == TAG_FLOAT)) { \
            JUMP_IF((a_->as.number operator_ b_->as.number) == (sense_), ins_sc(i)); \
        } \
        bool result_; \
        if (LIKELY(op_compare_raw(op_, a_, b_, &result_))) { \
            JUMP_IF(result_ == (sense_), ins_sc(i)); \
        } \
        STEP(op_compare_jump(L, op_, a_, b_, sense_)); \
    } while (0)

// With an immediate. For > and >= the metamethod is that of the mirrored operator.
#define COMPARE_IMMEDIATE_JUMP(op_, operator_, mirrored_, sense_) \
    do { \
        const Value *a_ = A(); \
        if (LIKELY(a_->tag == TAG_INTEGER)) { \
            JUMP_IF((a_->as.integer operator_ ins_sb(i)) == (sense_), ins_sc(i)); \
        } \
        if (LIKELY(a_->tag == TAG_FLOAT)) { \
            JUMP_IF((a_->as.number operator_ ins_sb(i)) == (sense_), ins_sc(i)); \
        } \
        Value number_; \
        if (ins_flag(i)) { \
            value_set_float(&number_, ins_sb(i)); \
        } else { \
            value_set_integer(&number_, ins_sb(i)); \
        } \
        if (mirrored_) { \
            STEP(op_compare_jump(L, op_, &number_, a_, sense_)); \
        } \
        STEP(op_compare_jump(L, op_, a_, &number_, sense_)); \
    } while (0)

// To the entry instruction of the function at [callee]; pc is saved.
#define GO_TO_CALLEE() \
    do { \
        if (LIKELY((uint8_t)(callee->tag - TAG_LUA_CLOSURE) <= 1)) { \
            pc = value_lua_closure(callee)->entry; /* the same field in both kinds of closures */ \
            RELOAD_DISPATCH(); \
            FETCH(); \
            if (IS_NORMAL()) { \
                TRY(ENTER); \
                TRY(ENTER_FAST); \
                TRY(ENTER_YIELD); \
                TRY(ENTER_RESUME); \
            } \
            DISPATCH(); \
        } \
        goto STEP_CALL_GENERAL; \
    } while (0)

// Opens the frame of the fixed Lua function at [callee] whose ENTER is in i; the constants come
// with it.
#define ENTER_LUA(word_) \
    do { \
        unsigned params_ = ins_a(i); \
        if (UNLIKELY((size_t)((char *)L->stack_limit - (char *)callee) < \
                     (ins_b(i) + 1u) * SLOT_BYTES)) { \
            callee = grow_for_call(L, callee, count, ins_b(i) + 1u); \
        } \
        Frame *f_ = L->frame + 1; \
        if (UNLIKELY(f_ == L->frame_limit)) { \
            f_ = thread_next_frame(L); \
        } \
        base = callee + 1; \
        f_->base = base; \
        f_->word = (word_); \
        L->frame = f_; \
        k = value_lua_closure(callee)->constants; \
        for (unsigned n_ = (unsigned)count; UNLIKELY(n_ < params_); n_++) { \
            value_set_nil(base + n_); \
        } \
    } while (0)

#define SWITCH_TO(thread_) \
    do { \
        if (LIKELY((thread_) != NULL)) { \
            L = (thread_); \
            RELOAD_FRAME(); \
            NEXT(); \
        } \
        goto STEP_CALL_GENERAL; \
    } while (0)

#endif
