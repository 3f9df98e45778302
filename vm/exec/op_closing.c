// SPDX-License-Identifier: MIT
// op_closing.c: leaving blocks that have captured or to-be-closed variables, and the loop's safe
// points, where the collector works and finalizers run.

#include "vm/exec/error.h"
#include "vm/exec/exec.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/exec/varinfo.h"
#include "vm/heap/closure.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

Step op_close_next(Thread *L, Value *level, bool *done)
{
    static const Value nil = {.tag = TAG_NIL};
    if (error_has_pending(L, level)) {
        *done = false;
        Instruction i = L->frame->pc[-1];
        bool leaves_block = ins_op(i) == OP_CLOSE; // what is above the variable is not used again
        Value *at = leaves_block ? L->stack + L->closing_top : L->top;
        return error_call_close(L, at, &nil);
    }
    upvalue_close(L, level);
    *done = true;
    return step_run();
}

void op_mark_close(Thread *L, Value *slot)
{
    if (value_is_falsy(slot)) {
        return;
    }
    Value method = meta_find(L, slot, EVENT_CLOSE);
    if (value_is_nil(&method)) {
        const Frame *f = L->frame;
        const char *name = "(C temporary)";
        if (f->kind == FRAME_LUA) {
            const Proto *p = value_lua_closure(f->base - 1)->proto;
            name = varinfo_local_name(p, (int)(slot - f->base) + 1, varinfo_current_pc(f));
        }
        throw_error(L, "variable '%s' got a non-closable value", name != NULL ? name : "?");
    }
    slot->link = L->closing_top;
    L->closing_top = call_slot_index(L, slot) + 1;
}

// ---- safe points

void op_finalizer_begin(Thread *L)
{
    L->runtime->in_finalizer = 1;
    L->no_yield++;
}

void op_finalizer_end(Thread *L)
{
    L->runtime->in_finalizer = 0;
    L->no_yield--;
}

void op_finalizer_warn(Thread *L, const Value *error)
{
    exec_warning(L, "error in ", true);
    exec_warning(L, "__gc", true);
    exec_warning(L, " (", true);
    exec_warning(
        L, value_is_string(error) ? value_string(error)->bytes : "error object is not a string",
        true);
    exec_warning(L, ")", false);
}

static void warn_not_callable(Thread *L, const Value *method)
{
    exec_warning(L, "error in __gc (attempt to call a ", true);
    exec_warning(L, message_type_name(L, method), true);
    exec_warning(L, " value (metamethod '__gc'))", false);
}

bool op_finalizer_take(Thread *L, Value *object, Value *method)
{
    while (gc_next_finalizer(L->runtime, object)) {
        *method = meta_find(L, object, EVENT_GC);
        if (LIKELY(call_is_callable(L, method))) {
            return true;
        }
        if (!value_is_nil(method)) {
            warn_not_callable(L, method);
        }
    }
    return false;
}

// Calls the finalizer of the next object that is due, if any.
static Step next_finalizer(Thread *L)
{
    Value object;
    Value method;
    thread_ensure(L, call_frame_end(L), METAMETHOD_SLOTS);
    if (runtime_is_stopped(L->runtime) || !op_finalizer_take(L, &object, &method)) {
        return step_run();
    }
    op_finalizer_begin(L);
    return call_metamethod(L, &method, &object, 1, COMPLETE_FINALIZER, 0);
}

Step op_finalizer_returned(Thread *L)
{
    op_finalizer_end(L);
    return next_finalizer(L);
}

// Clears registers that nothing uses after instruction [i], so that what they still hold can be
// collected: temporary values, most of all arguments of earlier calls. After a call these are the
// registers above its results.
static void clear_dead_registers(Thread *L, Instruction i)
{
    const Frame *f = L->frame;
    if (f->kind != FRAME_LUA) {
        return;
    }
    unsigned live = ins_live_count(i);
    if (ins_op(i) >= OP_ENTER) { // a native has returned; the call is the instruction before
        Instruction call = f->pc[-1];
        unsigned first = ins_op(call) == OP_CALL ? 0 : 4; // FOR_IN_CALL
        live = ins_a(call) / SLOT_BYTES + first + ins_c(call) - 1;
    } else if (live != 0 && live <= ins_a(i) / SLOT_BYTES) {
        live = ins_a(i) / SLOT_BYTES + 1;
    }
    if (live != 0) {
        Value *end = call_frame_end(L);
        for (Value *slot = f->base + live; slot < end; slot++) {
            value_set_nil(slot);
        }
    }
}

Step op_safe_point(Thread *L, Instruction i)
{
    if (gc_is_due(L->runtime)) {
        clear_dead_registers(L, i);
        gc_step(L);
    }
    if (gc_has_finalizers(L->runtime) && !L->runtime->in_finalizer) {
        return next_finalizer(L);
    }
    return step_run();
}
