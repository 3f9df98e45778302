// SPDX-License-Identifier: MIT
// table_test.c: checks vm/heap/table and vm/heap/str against simple models, with failing memory
// too.

#include "vm/heap/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/heap/gc.h"
#include "vm/heap/mem.h"
#include "vm/heap/state.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"
#include "vm/heap/throw.h"

#define CHECK(condition) \
    do { \
        if (!(condition)) { \
            printf("FAIL: line %d: %s\n", __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

// Stand-ins for vm/exec, where the test is linked without it.
__attribute__((weak, noreturn)) void throw_error(Thread *L, const char *format, ...)
{
    char text[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    value_set_string(L->top++, str_new_z(L, text));
    throw_status(L, LUA_ERRRUN);
}
__attribute__((weak, noreturn)) void throw_stack_overflow(Thread *L)
{
    throw_error(L, "stack overflow");
}

// ---- memory that fails on demand

static size_t bytes_in_use;
static long allocations_left = -1; // until the next failure; -1: never

static void *test_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    if (block == NULL) {
        old_size = 0; // it is a type
    }
    if (new_size == 0) {
        free(block);
        bytes_in_use -= old_size;
        return NULL;
    }
    if (new_size > old_size && allocations_left >= 0) {
        if (allocations_left == 0) {
            return NULL;
        }
        allocations_left--;
    }
    void *result = realloc(block, new_size);
    if (result != NULL) {
        bytes_in_use += new_size - old_size;
    }
    return result;
}

static uint64_t random_state = 88172645463325252u;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % limit;
}

static Thread *L;

// A full collection that leaves the stack where it is.
static void collect(void)
{
    gc_full(L, true);
}

static Value integer_value(lua_Integer i)
{
    Value v = {.tag = TAG_INTEGER};
    v.as.integer = i;
    return v;
}

static Table *anchored_table(uint32_t array_size, uint32_t entry_count)
{
    Table *t = table_new(L, array_size, entry_count);
    value_set_table(L->top++, t);
    return t;
}

// ---- a table is consistent

static void check_shape(const Table *t)
{
    uint32_t count = table_entry_count(t);
    CHECK(t->entry_bytes == count * sizeof(Entry) && count <= t->entry_capacity);
    CHECK((t->head_mask & (t->head_mask + 1)) == 0);
    uint32_t reached = 0;
    for (uint32_t bucket = 0; bucket <= t->head_mask; bucket++) {
        for (uint32_t i = table_head(t, bucket); i != 0; i = t->entries[i - 1].next) {
            CHECK(i <= count);
            reached++;
        }
    }
    CHECK(reached == count);
    for (uint32_t i = 0; i < count; i++) {
        const Entry *e = table_entry(t, i);
        CHECK(e->key_tag != TAG_NIL);
        CHECK(e->tag == TAG_NIL || e->key_tag != TAG_INTEGER ||
              e->key.bits - 1 >= t->array_capacity);
    }
}

static uint32_t count_pairs(const Table *t)
{
    uint32_t count = 0;
    Value key, value;
    for (uint32_t p = table_next_at(t, 0, &key, &value); p != 0;
         p = table_next_at(t, p, &key, &value)) {
        Value again = table_get(t, &key);
        CHECK(again.tag == value.tag && again.as.bits == value.as.bits);
        CHECK(table_position_after(L, t, &key) == p);
        count++;
    }
    return count;
}

// ---- strings

static void test_strings(void)
{
    char text[128];
    Value *base = L->top;
    for (size_t length = 0; length <= STRING_SHORT_MAX + 20; length++) {
        for (size_t i = 0; i < length; i++) {
            text[i] = (char)('a' + random_below(26));
        }
        String *s = str_new(L, text, length);
        value_set_string(L->top++, s);
        String *same = str_new(L, text, length);
        value_set_string(L->top++, same);
        CHECK(s->length == length && s->bytes[length] == '\0');
        CHECK(memcmp(s->bytes, text, length) == 0 && str_equal(s, same));
        CHECK((s == same) == (length <= STRING_SHORT_MAX));
        CHECK(length <= STRING_SHORT_MAX || str_hash_long(s) == str_hash_long(same));
        for (size_t i = 0; i < length; i++) {
            text[i] ^= 1;
            String *other = str_new(L, text, length);
            CHECK(!str_equal(s, other));
            text[i] ^= 1;
        }
        L->top = base;
    }
}

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

static void test_string_order(void)
{
    static const struct {
        const char *bytes;
        size_t length;
    } sorted[] = {{"", 0},     {"\0", 1}, {"\0\0", 2}, {"\0a", 2}, {"a", 1},   {"a\0", 2},
                  {"a\0b", 3}, {"ab", 2}, {"ab\0", 3}, {"b", 1},   {"\xff", 1}};
    int count = sizeof sorted / sizeof *sorted;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            String *a = str_new(L, sorted[i].bytes, sorted[i].length);
            value_set_string(L->top, a);
            String *b = str_new(L, sorted[j].bytes, sorted[j].length);
            CHECK(sign(str_compare(a, b)) == sign(i - j));
        }
    }
}

// Many strings come and go: the intern table grows, forgets and shrinks.
static void test_string_churn(void)
{
    char text[40];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 50000; i++) {
            int length = snprintf(text, sizeof text, "string %d", i);
            String *s = str_new(L, text, (size_t)length);
            if (i % 1000 == 0) {
                value_set_string(&L->top[i % 3000 / 1000], s);
                String *again = str_new_z(L, text);
                CHECK(again == s);
            }
        }
        collect();
    }
}

// ---- tables against a model

#define MODEL_KEYS 600

static Value model_key(uint32_t n)
{
    Value v = {.tag = TAG_NIL};
    char text[80];
    switch (n % 6) {
    case 0:
        return integer_value((lua_Integer)(n / 6) + 1);
    case 1:
        return integer_value(-(lua_Integer)(n / 6) * 1024);
    case 2:
        value_set_float(&v, (double)n + 0.5);
        return v;
    case 3:
        value_set_light_userdata(&v, (void *)(uintptr_t)(n * 16));
        return v;
    case 4:
        snprintf(text, sizeof text, "key %u", n);
        value_set_string(&v, str_new_z(L, text));
        return v;
    default:
        snprintf(text, sizeof text, "a long string that is not interned, with number %u", n);
        value_set_string(&v, str_new_z(L, text));
        return v;
    }
}

static void check_model(Table *t, const Value *keys, const lua_Integer *model)
{
    uint32_t live = 0;
    check_shape(t);
    for (uint32_t i = 0; i < MODEL_KEYS; i++) {
        Value v = table_get(t, &keys[i]);
        CHECK(model[i] == 0 ? v.tag == TAG_NIL : v.tag == TAG_INTEGER && v.as.integer == model[i]);
        live += model[i] != 0;
    }
    CHECK(count_pairs(t) == live);
    lua_Integer border = (lua_Integer)table_length(t);
    CHECK(border == 0 || table_get_int(t, border).tag != TAG_NIL);
    CHECK(table_get_int(t, border + 1).tag == TAG_NIL);
}

static void test_model(uint32_t array_size, uint32_t entry_count)
{
    static lua_Integer model[MODEL_KEYS];
    Value *base = L->top;
    memset(model, 0, sizeof model);
    for (uint32_t i = 0; i < MODEL_KEYS; i++) {
        Value key = model_key(i);
        value_copy(L->top++, &key);
    }
    Table *t = anchored_table(array_size, entry_count);
    for (int step = 1; step <= 60000; step++) {
        uint32_t phase = (uint32_t)(step / 5000);
        uint32_t i = random_below(phase % 3 == 2 ? MODEL_KEYS : MODEL_KEYS / 8 << phase % 3);
        bool removes = random_below(8) < (phase % 2 ? 6 : 2);
        Value value = {.tag = TAG_NIL};
        model[i] = removes ? 0 : step;
        if (!removes) {
            value = integer_value(step);
        }
        table_set(L, t, &base[i], &value);
        if (step % 997 == 0) {
            check_model(t, base, model);
        }
        if (step % 5003 == 0) {
            collect();
            check_model(t, base, model);
        }
    }
    L->top = base;
}

static void test_keys(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 0);
    Value key = {.tag = TAG_FLOAT}, value = integer_value(1);
    key.as.number = 3.0;
    table_set(L, t, &key, &value);
    CHECK(table_get_int(t, 3).tag == TAG_INTEGER);
    key.as.number = -0.0;
    table_set(L, t, &key, &value);
    CHECK(table_get_int(t, 0).tag == TAG_INTEGER);
    Value yes = {.tag = TAG_TRUE}, no = {.tag = TAG_FALSE};
    yes.as.bits = 17; // payloads of booleans mean nothing
    table_set(L, t, &yes, &value);
    yes.as.bits = 18;
    CHECK(table_get(t, &yes).tag == TAG_INTEGER && table_get(t, &no).tag == TAG_NIL);
    Value nil = {.tag = TAG_NIL};
    CHECK(table_get(t, &nil).tag == TAG_NIL);
    key.as.number = __builtin_nan("");
    CHECK(table_get(t, &key).tag == TAG_NIL);
    value_set_integer(&key, INT64_MIN);
    table_set(L, t, &key, &value);
    value_set_integer(&key, INT64_MAX);
    table_set(L, t, &key, &value);
    CHECK(table_get_int(t, INT64_MIN).tag && table_get_int(t, INT64_MAX).tag);
    CHECK(count_pairs(t) == 5);
    check_shape(t);
    L->top = base;
}

static Value bad_key;

static void set_bad_key(Thread *thread, void *data)
{
    Value nil = {.tag = TAG_NIL};
    table_set(thread, data, &bad_key, &nil);
}

static void next_bad_key(Thread *thread, void *data)
{
    table_position_after(thread, data, &bad_key);
}

static void check_error(void (*f)(Thread *, void *), Table *t, const char *message)
{
    Value *top = L->top;
    CHECK(throw_protect(L, f, t) == LUA_ERRRUN);
    CHECK(strstr(value_string(&L->top[-1])->bytes, message) != NULL);
    L->top = top;
}

static void test_errors(void)
{
    Table *t = anchored_table(0, 0);
    bad_key.tag = TAG_NIL;
    check_error(set_bad_key, t, "table index is nil");
    value_set_float(&bad_key, __builtin_nan(""));
    check_error(set_bad_key, t, "table index is NaN");
    check_error(next_bad_key, t, "invalid key to 'next'");
    value_set_integer(&bad_key, 1);
    check_error(next_bad_key, t, "invalid key to 'next'");
    L->top--;
}

static void test_append(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 0);
    for (lua_Integer i = 1; i <= 100000; i++) {
        Value v = integer_value(i);
        CHECK(table_length(t) == (lua_Unsigned)i - 1);
        table_set_int(L, t, i, &v);
    }
    CHECK(t->array_capacity >= 100000 && t->array_capacity <= 200000 && t->entry_bytes == 0);
    Value nil = {.tag = TAG_NIL};
    for (lua_Integer i = 100000; i >= 1; i--) {
        CHECK(table_length(t) == (lua_Unsigned)i);
        table_set_int(L, t, i, &nil);
    }
    CHECK(table_length(t) == 0);
    // Filled from the end: all in the entries until a rehash finds them dense.
    t = anchored_table(0, 0);
    for (lua_Integer i = 3000; i >= 1; i--) {
        Value v = integer_value(i);
        table_set_int(L, t, i, &v);
    }
    CHECK(table_length(t) == 3000 && count_pairs(t) == 3000);
    check_shape(t);
    L->top = base;
}

// A queue must not grow with the number of its operations.
static void test_queue(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 0);
    Value nil = {.tag = TAG_NIL};
    lua_Integer head = 1, tail = 1;
    for (int i = 0; i < 300000; i++) {
        Value v = integer_value(tail);
        table_set_int(L, t, tail++, &v);
        if (tail - head > 1000) {
            CHECK(table_get_int(t, head).as.integer == head);
            table_set_int(L, t, head++, &nil);
        }
    }
    CHECK(t->entry_capacity <= 4096 && t->array_capacity <= 4096);
    check_shape(t);
    L->top = base;
}

static void test_order(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 0);
    char text[20];
    for (int i = 0; i < 500; i++) {
        snprintf(text, sizeof text, "k%d", i);
        Value v = integer_value(i);
        String *key = str_new_z(L, text);
        value_set_string(L->top, key);
        L->top++;
        table_set_string(L, t, key, &v);
        L->top--;
    }
    lua_Integer expected = 0;
    Value key, value;
    for (uint32_t p = 0; (p = table_next_at(t, p, &key, &value)) != 0; expected++) {
        CHECK(value.as.integer == expected);
    }
    CHECK(expected == 500);
    // Clearing during a traversal by key, with a collection in between.
    Value nil = {.tag = TAG_NIL};
    uint32_t p = 0;
    while ((p = table_next_at(t, p, &key, &value)) != 0) {
        value_copy(L->top++, &key);
        table_set(L, t, &key, &nil);
        if (value.as.integer % 50 == 0) {
            collect();
        }
        CHECK(table_position_after(L, t, &key) == p);
        L->top--;
    }
    CHECK(count_pairs(t) == 0);
    L->top = base;
}

static void test_dead_keys(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 0);
    Value one = integer_value(1), nil = {.tag = TAG_NIL};
    for (int i = 0; i < 100; i++) {
        Table *object = anchored_table(0, 0);
        Value key;
        value_set_table(&key, object);
        table_set(L, t, &key, &one);
    }
    for (Value *key = base + 1; key < L->top; key++) {
        table_set(L, t, key, &nil);
    }
    collect();
    for (Value *key = base + 1; key < L->top; key++) {
        CHECK(table_position_after(L, t, key) == (uint32_t)(key - base)); // although it was
                                                                          // forgotten
    }
    for (Value *key = base + 1; key < L->top; key++) {
        table_set(L, t, key, &one);
    }
    CHECK(count_pairs(t) == 100);
    check_shape(t);
    L->top = base;
}

static void test_template(void)
{
    Value *base = L->top;
    static const char *const names[] = {"x", "y", "z", "width", "height"};
    Table *model = anchored_table(0, 5);
    for (int i = 0; i < 5; i++) {
        String *name = str_new_z(L, names[i]);
        value_set_string(L->top++, name);
        table_add_key(L, model, name);
        table_add_key(L, model, name);
        L->top--;
    }
    CHECK(table_entry_count(model) == 5 && model->entry_capacity == 5);
    Table *t = table_copy_template(L, model, 3);
    value_set_table(L->top++, t);
    check_shape(t);
    CHECK(count_pairs(t) == 0 && t->array_capacity == 3);
    for (uint32_t i = 0; i < 5; i++) {
        table_entry(t, i)->tag = TAG_INTEGER;
        table_entry(t, i)->value.integer = i;
        Value v = table_get_short(t, str_new_z(L, names[i]));
        CHECK(v.tag == TAG_INTEGER && v.as.integer == i);
    }
    Value key = integer_value(10), value = integer_value(1);
    table_set(L, t, &key, &value); // leaves its own cell
    CHECK(count_pairs(t) == 6 && !(t->header.aux & TABLE_OWN_ENTRIES));
    for (lua_Integer i = 1; i <= 5; i++) {
        table_set_int(L, t, i, &value);
    }
    CHECK(count_pairs(t) == 11 && !(t->header.aux & TABLE_OWN_ARRAY));
    check_shape(t);
    Table *large = table_copy_template(L, model, 5000);
    check_shape(large);
    CHECK(large->array_capacity == 5000 && table_length(large) == 0);
    L->top = base;
}

// Heads get wider with the number of entries.
static void test_wide_heads(void)
{
    Value *base = L->top;
    for (uint32_t count = 250; count < 140000; count = count * 3 / 2 + 1) {
        Table *t = anchored_table(0, count % 2 ? count : 0);
        for (uint32_t i = 0; i < count; i++) {
            Value v = integer_value(i), key = integer_value((lua_Integer)i << 32);
            table_set(L, t, &key, &v);
        }
        check_shape(t);
        CHECK(count_pairs(t) == count);
        L->top = base;
    }
}

static void test_border_in_entries(void)
{
    Value *base = L->top;
    Table *t = anchored_table(0, 64);
    Value one = integer_value(1);
    for (lua_Integer i = 2; i <= 20; i++) { // 1 comes last: an array part of 4 is made then
        table_set_int(L, t, i, &one);
    }
    CHECK(table_length(t) == 0);
    table_set_int(L, t, 1, &one);
    CHECK(table_length(t) == 20);
    L->top = base;
}

// ---- failing memory

static void fill_table(Thread *thread, void *data)
{
    Table *t = data;
    for (lua_Integer i = 1; i <= 40; i++) {
        Value v = integer_value(i), key = integer_value(i * 100000);
        table_set_int(thread, t, i, &v);
        table_set(thread, t, &key, &v);
        if (i % 3 == 0) {
            v.tag = TAG_NIL;
            table_set_int(thread, t, i / 3, &v);
        }
    }
}

static void test_failing_memory(void)
{
    Value *base = L->top;
    int failures = 0;
    for (long n = 0;; n++) {
        Table *t = anchored_table(0, 0);
        allocations_left = n;
        int status = throw_protect(L, fill_table, t);
        allocations_left = -1;
        check_shape(t);
        count_pairs(t);
        fill_table(L, t);
        CHECK(count_pairs(t) == 67);
        L->top = base;
        if (status == LUA_OK) {
            break;
        }
        CHECK(status == LUA_ERRMEM);
        failures++;
    }
    printf("%d allocations failed\n", failures);
}

int main(void)
{
    L = state_open(test_alloc, NULL, 12345);
    CHECK(L != NULL);
    thread_ensure(L, L->top, 2000);
    test_strings();
    test_string_order();
    test_string_churn();
    test_keys();
    test_errors();
    test_append();
    test_queue();
    test_order();
    test_dead_keys();
    test_template();
    test_wide_heads();
    test_border_in_entries();
    test_model(0, 0);
    test_model(20, 3);
    test_model(0, 300);
    test_failing_memory();
    state_free(L);
    CHECK(bytes_in_use == 0);
    printf("ok\n");
    return 0;
}
