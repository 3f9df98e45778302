// SPDX-License-Identifier: MIT
// op_index.c: slow paths of reading and writing fields: everything that is not a hit in the inline
// cache.

#include "vm/exec/meta.h"
#include "vm/exec/ops.h"

Step op_get(Thread *L, const Value *object, const Value *key, unsigned dest)
{
    Value result;
    Value arguments[2];
    if (meta_get(L, object, key, &result, &arguments[0])) {
        value_copy((Value *)((char *)L->frame->base + dest), &result);
        return step_run();
    }
    value_copy(&arguments[1], key);
    return call_metamethod(L, result, arguments, 2, COMPLETE_STORE, dest);
}

Step op_set(Thread *L, const Value *object, const Value *key, const Value *value)
{
    Value method;
    Value arguments[3];
    if (meta_set(L, object, key, value, &method, &arguments[0])) {
        return step_run();
    }
    value_copy(&arguments[1], key);
    value_copy(&arguments[2], value);
    return call_metamethod(L, method, arguments, 3, COMPLETE_IGNORE, 0);
}
