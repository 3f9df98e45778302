// SPDX-License-Identifier: MIT
// lib_table.c: the table library (manual 6.6), but for sort (lib_table_sort.c).
//
// Tables without metatable are worked on directly; elements of their array parts move as blocks of
// memory. Everything else goes element by element in steps of resumable natives, because each
// access may call a metamethod that yields. Their state is in their arguments' slots where that is
// possible: these calls nest, and the stack is limited.

#include <limits.h>
#include <string.h>

#include "lauxlib.h"
#include "lualib.h"
#include "stdlib/lib_table.h"
#include "vm/base/number.h"
#include "vm/exec/message.h"
#include "vm/exec/native.h"
#include "vm/heap/mem.h"
#include "vm/heap/str.h"
#include "vm/heap/thread.h"

// ---- arguments

// True if the metatable on top has a field [name] where [use] asks for it.
static bool is_supported(lua_State *L, int use, int needed, const char *name)
{
    if (!(use & needed)) {
        return true;
    }
    lua_pushstring(L, name);
    bool found = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 1);
    return found;
}

void tablelib_check(lua_State *L, int arg, int use)
{
    if (lua_type(L, arg) == LUA_TTABLE) {
        return;
    }
    if (lua_getmetatable(L, arg)) {
        bool supported = is_supported(L, use, TABLE_READ, "__index") &&
                         is_supported(L, use, TABLE_WRITE, "__newindex") &&
                         is_supported(L, use, TABLE_LENGTH, "__len");
        lua_pop(L, 1);
        if (supported) {
            return;
        }
    }
    luaL_checktype(L, arg, LUA_TTABLE);
}

lua_Integer tablelib_pop_length(lua_State *L)
{
    int is_integer;
    lua_Integer length = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer) {
        luaL_error(L, "object length is not an integer");
    }
    lua_pop(L, 1);
    return length;
}

void tablelib_poll(lua_State *L)
{
    if (native_interrupted(L)) {
        native_poll(L);
    }
}

// Slot [index] of the running native.
static Value *slot_at(lua_State *L, int index)
{
    return L->frame->base + (index - 1);
}

static lua_Integer slot_integer(lua_State *L, int index)
{
    return slot_at(L, index)->as.integer;
}

static void set_slot_integer(lua_State *L, int index, lua_Integer i)
{
    value_set_integer(slot_at(L, index), i);
}

// ---- blocks of elements

// Copies [count] elements within the array part of a plain table, however they overlap.
static void move_block(lua_State *L, Table *t, lua_Unsigned from, lua_Unsigned to, size_t count)
{
    uint8_t *tags = table_array_tag(t, 1);
    memmove(table_array_payload(t, to + count - 1), table_array_payload(t, from + count - 1),
            count * sizeof(Payload));
    memmove(tags + to - 1, tags + from - 1, count);
    mem_part_moved(L, &t->header);
}

// Copies them to another table.
static void copy_block(const Table *source, Table *target, lua_Unsigned from, lua_Unsigned to,
                       size_t count)
{
    memcpy(table_array_payload(target, to + count - 1),
           table_array_payload(source, from + count - 1), count * sizeof(Payload));
    memcpy(table_array_tag(target, to), table_array_tag(source, from), count);
}

static bool range_is_in_array(const Table *t, lua_Integer first, lua_Integer last)
{
    return first >= 1 && (lua_Unsigned)last <= t->array_capacity;
}

// ---- insert

// Puts [value] at [position] of a plain table and what was there up to [end] - 1 one further.
static void insert_plain(lua_State *L, Table *t, lua_Integer position, lua_Integer end,
                         const Value *value)
{
    lua_Integer i = end;
    if (position < end) {
        Value last = tablelib_get(t, end - 1);
        tablelib_set(L, t, end, &last); // makes room
        i--;
        if (range_is_in_array(t, position, i)) {
            move_block(L, t, (lua_Unsigned)position, (lua_Unsigned)position + 1,
                       (size_t)(i - position));
            i = position;
        }
    }
    for (; i > position; i--) {
        Value v = tablelib_get(t, i - 1);
        tablelib_set(L, t, i, &v);
    }
    tablelib_set(L, t, position, value);
}

enum InsertStep { INSERT_BEGIN, INSERT_LENGTH, INSERT_READ, INSERT_STORED, INSERT_DONE };
// INSERT_END: the index written next, unless it is the position.
enum InsertSlot { INSERT_POSITION = 2, INSERT_VALUE = 3, INSERT_END };

// The index after the last element is on top: checks the arguments and lays out InsertSlots.
static lua_Integer lay_out_insert(lua_State *L)
{
    lua_Integer end = number_add(tablelib_pop_length(L), 1);
    lua_Integer position = end;
    switch (lua_gettop(L)) {
    case 2:
        lua_pushinteger(L, end);
        lua_insert(L, INSERT_POSITION);
        break;
    case 3:
        position = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)end, 2,
                      "position out of bounds");
        set_slot_integer(L, INSERT_POSITION, position);
        break;
    default:
        luaL_error(L, "wrong number of arguments to 'insert'");
    }
    if (end > position) {
        lua_pushinteger(L, end);
    }
    return end;
}

// Moves elements one up, the last one first. Returns a request, or 0 when the position is free.
static int open_gap(lua_State *L, int step)
{
    while (slot_integer(L, INSERT_END) > slot_integer(L, INSERT_POSITION)) {
        lua_Integer end = slot_integer(L, INSERT_END);
        if (step != INSERT_READ) {
            native_work(L, 1);
            if (!native_try_geti(L, 1, end - 1)) {
                return native_call(L, 2, 1, INSERT_READ);
            }
        }
        step = INSERT_STORED;
        set_slot_integer(L, INSERT_END, end - 1);
        if (!native_try_seti(L, 1, end)) {
            return native_call(L, 3, 0, INSERT_STORED);
        }
    }
    return 0;
}

static int table_insert(lua_State *L, int step)
{
    if (step == INSERT_BEGIN) {
        tablelib_check(L, 1, TABLE_ALL);
        if (!native_try_len(L, 1)) {
            return native_call(L, 2, 1, INSERT_LENGTH);
        }
        step = INSERT_LENGTH;
    }
    if (step == INSERT_DONE) {
        return 0;
    }
    if (step == INSERT_LENGTH) {
        lua_Integer end = lay_out_insert(L);
        Table *plain = tablelib_plain(slot_at(L, 1));
        if (plain != NULL) {
            insert_plain(L, plain, slot_integer(L, INSERT_POSITION), end, slot_at(L, INSERT_VALUE));
            return 0;
        }
    }
    if (lua_gettop(L) >= INSERT_END) {
        int request = open_gap(L, step);
        if (request != 0) {
            return request;
        }
    }
    lua_settop(L, INSERT_VALUE);
    if (!native_try_seti(L, 1, slot_integer(L, INSERT_POSITION))) {
        return native_call(L, 3, 0, INSERT_DONE);
    }
    return 0;
}

static int insert_fast(Thread *L, Value *func, int nargs)
{
    Table *t;
    if (nargs < 2 || nargs > 3 || (t = tablelib_plain(func + 1)) == NULL) {
        return -1;
    }
    lua_Integer end = (lua_Integer)table_length(t) + 1;
    if (nargs == 2) {
        tablelib_set(L, t, end, func + 2);
        return 0;
    }
    if (func[2].tag != TAG_INTEGER || func[2].as.bits - 1 >= (lua_Unsigned)end) {
        return -1;
    }
    insert_plain(L, t, func[2].as.integer, end, func + 3);
    return 0;
}

// ---- remove

static void set_nil(lua_State *L, Table *t, lua_Integer i)
{
    static const Value nil = {.tag = TAG_NIL};
    if ((lua_Unsigned)i - 1 < t->array_capacity) {
        *table_array_tag(t, (lua_Unsigned)i) = TAG_NIL;
        return;
    }
    Value old = table_get_int(t, i);
    if (!value_is_nil(&old)) {
        table_set_int(L, t, i, &nil);
    }
}

// Takes the element at [position] out of a plain table of [size] elements and closes the gap.
static void remove_plain(lua_State *L, Table *t, lua_Integer position, lua_Integer size,
                         Value *removed)
{
    Value v = tablelib_get(t, position);
    value_copy(removed, &v);
    if (position < size && range_is_in_array(t, position, size)) {
        move_block(L, t, (lua_Unsigned)position + 1, (lua_Unsigned)position,
                   (size_t)(size - position));
        position = size;
    }
    for (; position < size; position++) {
        v = tablelib_get(t, position + 1);
        tablelib_set(L, t, position, &v);
    }
    set_nil(L, t, position);
    if (position > 1 && (lua_Unsigned)position <= t->array_capacity) {
        t->array_border = (uint32_t)position - 1; // the next length is found at once
    }
}

enum RemoveStep {
    REMOVE_BEGIN,
    REMOVE_LENGTH,
    REMOVE_TAKEN,
    REMOVE_READ,
    REMOVE_STORED,
    REMOVE_DONE
};
// REMOVE_POSITION: the index written next, up to REMOVE_SIZE.
enum RemoveSlot { REMOVE_POSITION = 2, REMOVE_SIZE, REMOVE_VALUE };

// The length is on top: checks the arguments and lays out position and size.
static void lay_out_remove(lua_State *L)
{
    lua_Integer size = tablelib_pop_length(L);
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (lua_gettop(L) > 1 && position != size) {
        luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)size, 2,
                      "position out of bounds");
    }
    lua_settop(L, 1);
    lua_pushinteger(L, position);
    lua_pushinteger(L, size);
}

// Moves elements one down, the first one first, and removes the last. Returns a request, or 0 when
// all is done.
static int close_gap(lua_State *L, int step)
{
    while (slot_integer(L, REMOVE_POSITION) < slot_integer(L, REMOVE_SIZE)) {
        lua_Integer position = slot_integer(L, REMOVE_POSITION);
        if (step != REMOVE_READ) {
            native_work(L, 1);
            if (!native_try_geti(L, 1, position + 1)) {
                return native_call(L, 2, 1, REMOVE_READ);
            }
        }
        step = REMOVE_STORED;
        set_slot_integer(L, REMOVE_POSITION, position + 1);
        if (!native_try_seti(L, 1, position)) {
            return native_call(L, 3, 0, REMOVE_STORED);
        }
    }
    lua_pushnil(L);
    return native_try_seti(L, 1, slot_integer(L, REMOVE_POSITION))
               ? 0
               : native_call(L, 3, 0, REMOVE_DONE);
}

static int table_remove(lua_State *L, int step)
{
    if (step == REMOVE_BEGIN) {
        tablelib_check(L, 1, TABLE_ALL);
        if (!native_try_len(L, 1)) {
            return native_call(L, 2, 1, REMOVE_LENGTH);
        }
        step = REMOVE_LENGTH;
    }
    if (step == REMOVE_LENGTH) {
        lay_out_remove(L);
        lua_Integer position = slot_integer(L, REMOVE_POSITION);
        Table *plain = tablelib_plain(slot_at(L, 1));
        if (plain != NULL) {
            remove_plain(L, plain, position, slot_integer(L, REMOVE_SIZE),
                         slot_at(L, REMOVE_POSITION));
            lua_settop(L, REMOVE_POSITION);
            return 1;
        }
        if (!native_try_geti(L, 1, position)) {
            return native_call(L, 2, 1, REMOVE_TAKEN);
        }
        step = REMOVE_TAKEN; // the value is in REMOVE_VALUE
    }
    int request = step != REMOVE_DONE ? close_gap(L, step) : 0;
    return request != 0 ? request : 1;
}

static int remove_fast(Thread *L, Value *func, int nargs)
{
    Table *t;
    if (nargs < 1 || nargs > 2 || (t = tablelib_plain(func + 1)) == NULL) {
        return -1;
    }
    lua_Integer size = (lua_Integer)table_length(t);
    lua_Integer position = size;
    if (nargs == 2) {
        position = func[2].as.integer;
        if (func[2].tag != TAG_INTEGER ||
            (position != size && (lua_Unsigned)position - 1 > (lua_Unsigned)size)) {
            return -1;
        }
    }
    remove_plain(L, t, position, size, func);
    return 1;
}

// ---- move

// Together with MOVE_DOWN while the elements are moved from the last one down.
enum MoveStep { MOVE_BEGIN, MOVE_COMPARED, MOVE_READ, MOVE_STORED, MOVE_DOWN = 8 };
// What is left to be moved: elements MOVE_FROM to MOVE_LAST, the first of them to MOVE_TO.
enum MoveSlot { MOVE_FROM = 2, MOVE_LAST, MOVE_TO, MOVE_TARGET };

// Checks what is to be moved where; both counts and indices then fit integers.
static void check_move(lua_State *L, lua_Integer from, lua_Integer last, lua_Integer to)
{
    luaL_argcheck(L, from > 0 || last < number_add(LUA_MAXINTEGER, from), 3,
                  "too many elements to move");
    lua_Integer count = last - from + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
}

static void move_plain(lua_State *L, const Table *source, Table *target, lua_Integer from,
                       lua_Integer count, lua_Integer to, bool is_forward)
{
    if (range_is_in_array(source, from, from + (count - 1)) &&
        range_is_in_array(target, to, to + (count - 1))) {
        if (source == target) {
            move_block(L, target, (lua_Unsigned)from, (lua_Unsigned)to, (size_t)count);
            return;
        }
        if (target->header.mark != L->runtime->black) { // no barrier is due
            copy_block(source, target, (lua_Unsigned)from, (lua_Unsigned)to, (size_t)count);
            return;
        }
    }
    for (lua_Integer i = 0; i < count; i++) {
        lua_Integer at = is_forward ? i : count - 1 - i;
        Value v = tablelib_get(source, from + at);
        tablelib_set(L, target, to + at, &v);
        if ((i & 0xfff) == 0xfff) {
            tablelib_poll(L);
        }
    }
}

// Reads the arguments and puts them into MoveSlots. False if there is nothing to move.
static bool begin_move(lua_State *L)
{
    lua_Integer from = luaL_checkinteger(L, 2);
    lua_Integer last = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    tablelib_check(L, 1, TABLE_READ);
    tablelib_check(L, target, TABLE_WRITE);
    lua_settop(L, MOVE_TARGET);
    if (target == 1) {
        lua_pushvalue(L, 1);
        lua_replace(L, MOVE_TARGET);
    }
    if (last < from) {
        return false;
    }
    check_move(L, from, last, to);
    set_slot_integer(L, MOVE_FROM, from);
    set_slot_integer(L, MOVE_LAST, last);
    set_slot_integer(L, MOVE_TO, to);
    return true;
}

// True if the target does not overwrite elements that are still to be read.
static bool is_apart(lua_State *L)
{
    lua_Integer to = slot_integer(L, MOVE_TO);
    return to > slot_integer(L, MOVE_LAST) || to <= slot_integer(L, MOVE_FROM);
}

// One element has been moved. False if it was the last.
static bool advance_move(lua_State *L, int direction)
{
    lua_Integer from = slot_integer(L, MOVE_FROM);
    lua_Integer last = slot_integer(L, MOVE_LAST);
    if (from == last) {
        return false;
    }
    if (direction == MOVE_DOWN) {
        set_slot_integer(L, MOVE_LAST, last - 1);
    } else {
        set_slot_integer(L, MOVE_FROM, from + 1);
        set_slot_integer(L, MOVE_TO, slot_integer(L, MOVE_TO) + 1);
    }
    return true;
}

// Returns a request, or 0 when all is done. Begins with MOVE_COMPARED.
static int move_elements(lua_State *L, int step, int direction)
{
    for (;; step = MOVE_STORED) {
        if (step == MOVE_STORED && !advance_move(L, direction)) {
            return 0;
        }
        lua_Integer from = slot_integer(L, MOVE_FROM);
        lua_Integer distance = direction == MOVE_DOWN ? slot_integer(L, MOVE_LAST) - from : 0;
        if (step != MOVE_READ) {
            native_work(L, 1);
            if (!native_try_geti(L, 1, from + distance)) {
                return native_call(L, 2, 1, MOVE_READ | direction);
            }
        }
        if (!native_try_seti(L, MOVE_TARGET, slot_integer(L, MOVE_TO) + distance)) {
            return native_call(L, 3, 0, MOVE_STORED | direction);
        }
    }
}

static int table_move(lua_State *L, int step)
{
    int direction = step & MOVE_DOWN;
    step -= direction;
    if (step == MOVE_BEGIN) {
        if (!begin_move(L)) {
            return 1;
        }
        if (is_apart(L)) {
            lua_pushboolean(L, false);
        } else if (!native_try_compare(L, 1, MOVE_TARGET, LUA_OPEQ)) {
            return native_call(L, 2, 1, MOVE_COMPARED);
        }
        step = MOVE_COMPARED;
    }
    if (step == MOVE_COMPARED) {
        bool is_forward = !lua_toboolean(L, -1);
        lua_pop(L, 1);
        const Table *source = tablelib_plain(slot_at(L, 1));
        Table *target = tablelib_plain(slot_at(L, MOVE_TARGET));
        if (source != NULL && target != NULL) {
            lua_Integer from = slot_integer(L, MOVE_FROM);
            lua_Integer count = slot_integer(L, MOVE_LAST) - from + 1;
            move_plain(L, source, target, from, count, slot_integer(L, MOVE_TO), is_forward);
            return 1;
        }
        direction = is_forward ? 0 : MOVE_DOWN;
    }
    int request = move_elements(L, step, direction);
    return request != 0 ? request : 1;
}

// ---- concat

// What concat works on: elements first ... last (not empty) of a table, as raw values.
typedef struct Concat {
    const Table *table;
    lua_Integer first;
    lua_Integer last;
    const String *separator;
    size_t length; // of the result
} Concat;

static size_t text_length(const Value *v)
{
    char text[NUMBER_TEXT_MAX];
    return value_is_string(v) ? value_string(v)->length : (size_t)number_to_text(v, text);
}

// Computes the length. Returns false with the index of the first element that is neither string nor
// number in *invalid.
static bool measure_concat(lua_State *L, Concat *c, lua_Integer *invalid)
{
    size_t limit = PTRDIFF_MAX / 2;
    c->length = 0;
    for (lua_Integer i = c->first;; i++) {
        Value v = tablelib_get(c->table, i);
        if (!value_is_string(&v) && !value_is_number(&v)) {
            *invalid = i;
            return false;
        }
        c->length += text_length(&v);
        if (i == c->last) {
            return true;
        }
        c->length += c->separator->length;
        if (UNLIKELY(c->length > limit)) {
            mem_too_big(L);
        }
        if (UNLIKELY(((i - c->first) & 0xffff) == 0xffff)) { // never in the fast form
            tablelib_poll(L);
        }
    }
}

static char *append_bytes(char *out, const String *s)
{
    memcpy(out, s->bytes, s->length);
    return out + s->length;
}

static void write_concat(const Concat *c, char *out)
{
    for (lua_Integer i = c->first;; i++) {
        Value v = tablelib_get(c->table, i);
        if (value_is_string(&v)) {
            out = append_bytes(out, value_string(&v));
        } else {
            char text[NUMBER_TEXT_MAX]; // its closing zero must not be written past the end
            int length = number_to_text(&v, text);
            memcpy(out, text, (size_t)length);
            out += length;
        }
        if (i == c->last) {
            return;
        }
        out = append_bytes(out, c->separator);
    }
}

static String *make_concat(lua_State *L, const Concat *c)
{
    if (c->length <= STRING_SHORT_MAX) {
        char bytes[STRING_SHORT_MAX];
        write_concat(c, bytes);
        return str_new(L, bytes, c->length);
    }
    String *s = str_new_buffer(L, c->length);
    write_concat(c, s->bytes);
    return s;
}

enum ConcatStep { CONCAT_BEGIN, CONCAT_LENGTH, CONCAT_READ };
// Elements that need metamethods are collected in CONCAT_COPY first.
enum ConcatSlot { CONCAT_SEPARATOR = 2, CONCAT_NEXT, CONCAT_LAST, CONCAT_COPY };

_Noreturn static void concat_error(lua_State *L, const Value *v, lua_Integer index)
{
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'",
               lua_typename(L, message_type_of(v)), index);
    __builtin_unreachable();
}

static int concat_raw(lua_State *L, const Table *t, lua_Integer first, lua_Integer last)
{
    Concat c = {t, first, last, value_string(slot_at(L, CONCAT_SEPARATOR)), 0};
    lua_Integer invalid;
    if (!measure_concat(L, &c, &invalid)) {
        Value v = tablelib_get(t, invalid);
        concat_error(L, &v, invalid);
    }
    String *s = make_concat(L, &c);
    value_set_string(slot_at(L, CONCAT_SEPARATOR), s);
    lua_settop(L, CONCAT_SEPARATOR);
    return 1;
}

// The length is on top. Puts the arguments into ConcatSlots.
static void lay_out_concat(lua_State *L)
{
    lua_Integer length = tablelib_pop_length(L);
    luaL_optstring(L, 2, "");
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, length);
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) {
        lua_pushliteral(L, "");
        lua_replace(L, 2);
    }
    lua_tostring(L, 2); // a number becomes a string
    lua_pushinteger(L, first);
    lua_pushinteger(L, last);
}

// Reads elements with metamethods into the copy. Returns a request, or 0 when all are there.
static int read_concat(lua_State *L, int step)
{
    for (;;) {
        lua_Integer next = slot_integer(L, CONCAT_NEXT);
        if (step == CONCAT_READ) {
            if (!lua_isstring(L, -1)) {
                concat_error(L, L->top - 1, next);
            }
            lua_rawseti(L, CONCAT_COPY, (lua_Integer)lua_rawlen(L, CONCAT_COPY) + 1);
            if (next == slot_integer(L, CONCAT_LAST)) {
                return 0;
            }
            set_slot_integer(L, CONCAT_NEXT, ++next);
        }
        native_work(L, 1);
        step = CONCAT_READ;
        if (!native_try_geti(L, 1, next)) {
            return native_call(L, 2, 1, CONCAT_READ);
        }
    }
}

static int table_concat(lua_State *L, int step)
{
    if (step == CONCAT_BEGIN) {
        tablelib_check(L, 1, TABLE_READ | TABLE_LENGTH);
        if (!native_try_len(L, 1)) {
            return native_call(L, 2, 1, CONCAT_LENGTH);
        }
        step = CONCAT_LENGTH;
    }
    if (step == CONCAT_LENGTH) {
        lay_out_concat(L);
        lua_Integer first = slot_integer(L, CONCAT_NEXT);
        lua_Integer last = slot_integer(L, CONCAT_LAST);
        if (first > last) {
            lua_pushliteral(L, "");
            return 1;
        }
        const Table *plain = tablelib_plain(slot_at(L, 1));
        if (plain != NULL) {
            return concat_raw(L, plain, first, last);
        }
        lua_newtable(L);
    }
    int request = read_concat(L, step);
    if (request != 0) {
        return request;
    }
    return concat_raw(L, value_table(slot_at(L, CONCAT_COPY)), 1,
                      (lua_Integer)lua_rawlen(L, CONCAT_COPY));
}

// Most elements that the fast form takes: longer runs are interruptible.
#define CONCAT_FAST_MAX 4096

// concat(t) and concat(t, separator). Upvalue: the empty string.
static int concat_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 1 || nargs > 2) {
        return -1;
    }
    const Value *separator = nargs == 2 ? func + 2 : &value_native_closure(func)->upvalues[0];
    Table *t = tablelib_plain(func + 1);
    if (t == NULL || !value_is_string(separator)) {
        return -1;
    }
    lua_Integer last = (lua_Integer)table_length(t);
    if (last < 1 || last > CONCAT_FAST_MAX) {
        return -1;
    }
    Concat c = {t, 1, last, value_string(separator), 0};
    lua_Integer invalid;
    if (!measure_concat(L, &c, &invalid)) {
        return -1;
    }
    value_set_string(func, make_concat(L, &c));
    return 1;
}

// ---- pack, unpack

// A new table with the [count] values from [first] on and their number, in *target. Both are
// reachable.
static void pack_values(Thread *L, Value *target, const Value *first, int count, String *n)
{
    Table *t = table_new(L, (uint32_t)count, 1);
    value_set_table(target, t);
    for (int i = 0; i < count; i++) {
        *table_array_payload(t, (lua_Unsigned)i + 1) = first[i].as;
        *table_array_tag(t, (lua_Unsigned)i + 1) = first[i].tag;
        gc_barrier(L->runtime, &t->header, first + i);
    }
    Value number;
    value_set_integer(&number, count);
    table_set_string(L, t, n, &number);
}

// Upvalue: the string "n".
static int table_pack(lua_State *L)
{
    int count = lua_gettop(L);
    String *n = value_string(&value_native_closure(L->frame->base - 1)->upvalues[0]);
    lua_pushnil(L);
    pack_values(L, L->top - 1, L->frame->base, count, n);
    return 1;
}

static int pack_fast(Thread *L, Value *func, int nargs)
{
    String *n = value_string(&value_native_closure(func)->upvalues[0]);
    pack_values(L, func, func + 1, nargs, n);
    return 1;
}

enum UnpackStep { UNPACK_BEGIN, UNPACK_LENGTH, UNPACK_READ };
enum UnpackSlot { UNPACK_NEXT = 2, UNPACK_LAST, UNPACK_RESULTS };

// The last index is on top of table and first index. Makes room; false if there are no elements.
static bool begin_unpack(lua_State *L)
{
    lua_Integer first = slot_integer(L, UNPACK_NEXT);
    lua_Integer last = slot_integer(L, UNPACK_LAST);
    if (first > last) {
        return false;
    }
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
    if (count >= INT_MAX || !lua_checkstack(L, (int)count + 1)) {
        luaL_error(L, "too many results to unpack");
    }
    return true;
}

// Pushes elements until a metamethod is needed; returns a request, or the number of results.
static int push_elements(lua_State *L, int step)
{
    for (;;) {
        lua_Integer next = slot_integer(L, UNPACK_NEXT);
        if (step == UNPACK_READ) {
            if (next == slot_integer(L, UNPACK_LAST)) {
                return lua_gettop(L) - UNPACK_LAST;
            }
            set_slot_integer(L, UNPACK_NEXT, ++next);
        }
        step = UNPACK_READ;
        if (!native_try_geti(L, 1, next)) {
            return native_call(L, 2, 1, UNPACK_READ);
        }
    }
}

static int table_unpack(lua_State *L, int step)
{
    if (step == UNPACK_BEGIN) {
        lua_Integer first = luaL_optinteger(L, 2, 1);
        bool has_last = !lua_isnoneornil(L, 3);
        lua_Integer last = has_last ? luaL_checkinteger(L, 3) : 0;
        lua_settop(L, 1);
        lua_pushinteger(L, first);
        if (has_last) {
            lua_pushinteger(L, last);
        } else if (!native_try_len(L, 1)) {
            return native_call(L, 2, 1, UNPACK_LENGTH);
        }
        step = UNPACK_LENGTH;
    }
    if (step == UNPACK_LENGTH) {
        lua_pushinteger(L, tablelib_pop_length(L));
        if (!begin_unpack(L)) {
            return 0;
        }
        step = UNPACK_BEGIN;
    }
    return push_elements(L, step);
}

static int unpack_fast(Thread *L, Value *func, int nargs)
{
    Table *t;
    if (nargs < 1 || (t = tablelib_plain(func + 1)) == NULL) {
        return -1;
    }
    if ((nargs > 1 && func[2].tag != TAG_INTEGER) || (nargs > 2 && func[3].tag != TAG_INTEGER)) {
        return -1;
    }
    lua_Integer first = nargs > 1 ? func[2].as.integer : 1;
    lua_Integer last = nargs > 2 ? func[3].as.integer : (lua_Integer)table_length(t);
    if (first > last) {
        return 0;
    }
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first + 1;
    if (count - 1 >= (lua_Unsigned)(L->stack_limit - func)) {
        return -1;
    }
    for (lua_Unsigned i = 0; i < count; i++) {
        Value v = tablelib_get(t, (lua_Integer)((lua_Unsigned)first + i));
        value_copy(func + i, &v);
    }
    return (int)count;
}

// ---- registration

static const NativeReg table_functions[] = {
    {.name = "insert", .resumable = table_insert, .fast = insert_fast},
    {.name = "move", .resumable = table_move},
    {.name = "remove", .resumable = table_remove, .fast = remove_fast},
    {.name = "sort", .resumable = tablelib_sort},
    {.name = "unpack", .resumable = table_unpack, .fast = unpack_fast},
    {.name = NULL},
};

static const NativeReg concat_function = {
    .name = "concat", .resumable = table_concat, .fast = concat_fast};
static const NativeReg pack_function = {.name = "pack", .function = table_pack, .fast = pack_fast};

LUAMOD_API int luaopen_table(lua_State *L)
{
    lua_createtable(L, 0, 7);
    native_setfuncs(L, table_functions, 0);
    lua_pushliteral(L, "");
    native_push(L, &concat_function, 1);
    lua_setfield(L, -2, concat_function.name);
    lua_pushliteral(L, "n");
    native_push(L, &pack_function, 1);
    lua_setfield(L, -2, pack_function.name);
    return 1;
}
