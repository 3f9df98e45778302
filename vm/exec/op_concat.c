// SPDX-License-Identifier: MIT
// op_concat.c: concatenation. A run of strings and numbers becomes one string with one allocation;
// where a metamethod is needed it takes two operands from the right, as the operator is right
// associative.
//
// A CONCAT in progress lives in the registers: operands R[A] ... up to its shrinking end; the
// frame's [step] holds how many are left while a metamethod runs.

#include <string.h>

#include "vm/base/number.h"
#include "vm/exec/exec.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/ops.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/throw.h"

bool exec_to_string(Thread *L, Value *slot)
{
    if (value_is_string(slot)) {
        return true;
    }
    if (!value_is_number(slot)) {
        return false;
    }
    char text[NUMBER_TEXT_MAX];
    int length = number_to_text(slot, text);
    ptrdiff_t offset = thread_save(L, slot);
    String *s = str_new(L, text, (size_t)length);
    value_set_string(thread_restore(L, offset), s);
    return true;
}

static bool is_text(const Value *v)
{
    return value_is_string(v) || value_is_number(v);
}

#define PIECES_MAX 64       // that are joined at a time
#define PIECE_NUMBER_MAX 32 // bytes of a number's text, which has at most 21 and a zero

typedef struct Piece {
    const char *bytes;
    size_t length;
} Piece;

// Joins the [count] strings and numbers from [first] into one string at [first].
static void join(Thread *L, Value *first, int count)
{
    char numbers[PIECES_MAX][PIECE_NUMBER_MAX];
    Piece pieces[PIECES_MAX];
    if (count > PIECES_MAX) { // rare: the tail becomes the last piece
        join(L, first + (PIECES_MAX - 1), count - (PIECES_MAX - 1));
        count = PIECES_MAX;
    }
    size_t total = 0;
    for (int i = 0; i < count; i++) {
        Value *v = first + i;
        if (value_is_string(v)) {
            pieces[i].bytes = value_string(v)->bytes;
            pieces[i].length = value_string(v)->length;
        } else {
            pieces[i].bytes = numbers[i];
            pieces[i].length = (size_t)number_to_text(v, numbers[i]);
        }
        if (UNLIKELY(pieces[i].length > (size_t)PTRDIFF_MAX - sizeof(String) - 1 - total)) {
            throw_error(L, "string length overflow");
        }
        total += pieces[i].length;
    }
    char small[STRING_SHORT_MAX];
    String *s = total <= STRING_SHORT_MAX ? NULL : str_new_buffer(L, total);
    char *out = s == NULL ? small : s->bytes;
    for (int i = 0; i < count; i++) {
        memcpy(out, pieces[i].bytes, pieces[i].length);
        out += pieces[i].length;
    }
    if (s == NULL) {
        s = str_new(L, small, total);
    }
    value_set_string(first, s);
}

int op_concat_raw(Thread *L, Value *top, int count)
{
    int run = 0;
    while (run < count && is_text(top - run - 1)) {
        run++;
    }
    if (run < 2) {
        return 0;
    }
    join(L, top - run, run);
    return run;
}

Value op_concat_method(Thread *L, const Value *a, const Value *b)
{
    Value method = meta_binary(L, a, b, EVENT_CONCAT);
    if (value_is_nil(&method)) {
        message_concat_error(L, a, b);
    }
    return method;
}

Step op_concat(Thread *L, Value *first, int count)
{
    while (count > 1) {
        Value *top = first + count;
        int run = op_concat_raw(L, top, count);
        if (run == 0) {
            Value method = op_concat_method(L, top - 2, top - 1);
            if (count == 2) { // the last one
                unsigned dest = (unsigned)((char *)first - (char *)L->frame->base);
                return call_binary_metamethod(L, &method, first, first + 1, COMPLETE_STORE, dest);
            }
            L->frame->step = count;
            return call_binary_metamethod(L, &method, top - 2, top - 1, COMPLETE_CONCAT, 0);
        }
        count -= run - 1;
    }
    return step_run();
}

Step op_concat_continue(Thread *L, Value *result)
{
    Frame *f = L->frame;
    Value *first = (Value *)((char *)f->base + ins_a(f->pc[-1]));
    int count = f->step - 1;
    value_copy(first + count - 1, result);
    return op_concat(L, first, count);
}
