// SPDX-License-Identifier: MIT
// meta.c: metatables and the search for metamethods.

#include "vm/exec/meta.h"

#include "vm/exec/message.h"
#include "vm/heap/gc.h"
#include "vm/heap/table.h"
#include "vm/heap/throw.h"

Table *meta_table_of(const Runtime *rt, const Value *v)
{
    if (v->tag == TAG_TABLE) {
        return value_table(v)->metatable;
    }
    if (v->tag == TAG_USERDATA) {
        return value_userdata(v)->metatable;
    }
    return rt->type_metatables[message_type_of(v)];
}

Value meta_table_event_slow(const Runtime *rt, Table *metatable, Event event)
{
    Value v = table_get_short(metatable, rt->event_names[event]);
    if (value_is_nil(&v)) {
        metatable->header.extra |= 1u << event;
    }
    return v;
}

Value meta_find(Thread *L, const Value *v, Event event)
{
    const Runtime *rt = L->runtime;
    return meta_table_event(rt, meta_table_of(rt, v), event);
}

bool meta_get(Thread *L, const Value *object, const Value *key, Value *result, Value *self)
{
    const Runtime *rt = L->runtime;
    Value link;
    for (int i = 0; i < META_CHAIN_MAX; i++) {
        Value method;
        if (object->tag == TAG_TABLE) {
            Table *t = value_table(object);
            *result = table_get(t, key);
            if (!value_is_nil(result)) {
                return true;
            }
            method = meta_table_event(rt, t->metatable, EVENT_INDEX);
            if (value_is_nil(&method)) {
                return true;
            }
        } else {
            method = meta_find(L, object, EVENT_INDEX);
            if (value_is_nil(&method)) {
                message_type_error(L, object, "index");
            }
        }
        if (value_is_function(&method)) {
            value_copy(self, object);
            value_copy(result, &method);
            return false;
        }
        value_copy(&link, &method);
        object = &link;
    }
    throw_error(L, "'__index' chain too long; possible loop");
}

bool meta_set(Thread *L, const Value *object, const Value *key, const Value *value, Value *method,
              Value *self)
{
    const Runtime *rt = L->runtime;
    Value link;
    for (int i = 0; i < META_CHAIN_MAX; i++) {
        if (object->tag == TAG_TABLE) {
            Table *t = value_table(object);
            if (t->metatable == NULL) {
                table_set(L, t, key, value);
                return true;
            }
            *method = meta_table_event(rt, t->metatable, EVENT_NEWINDEX);
            Value old = {.tag = TAG_NIL};
            if (!value_is_nil(method)) {
                old = table_get(t, key);
            }
            if (value_is_nil(method) || !value_is_nil(&old)) {
                table_set(L, t, key, value);
                return true;
            }
        } else {
            *method = meta_find(L, object, EVENT_NEWINDEX);
            if (value_is_nil(method)) {
                message_type_error(L, object, "index");
            }
        }
        if (value_is_function(method)) {
            value_copy(self, object);
            return false;
        }
        value_copy(&link, method);
        object = &link;
    }
    throw_error(L, "'__newindex' chain too long; possible loop");
}

Value meta_binary(Thread *L, const Value *a, const Value *b, Event event)
{
    Value method = meta_find(L, a, event);
    if (value_is_nil(&method)) {
        method = meta_find(L, b, event);
    }
    return method;
}
