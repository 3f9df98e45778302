// SPDX-License-Identifier: MIT
// lib_string_match.c: string.find, match, gmatch and gsub, over the matcher of lib_pattern.c.
//
// gsub keeps its state between the calls of a replacement function in a userdata: the compiled
// pattern, where it is, and the text so far. With a replacement string nothing is called and all of
// that stays on the C stack.

// memmem
#define _GNU_SOURCE

#include "stdlib/lib_pattern.h"
#include "stdlib/lib_string.h"
#include "vm/base/number.h"

// ---- captures

// Pushes capture [i] of a match; without captures, 0 is the whole match. Room is the caller's
// concern.
static void push_capture(const PatternMatch *m, int i, const char *start, const char *end)
{
    lua_State *L = m->L;
    if (i >= m->pattern->capture_count) {
        if (i != 0) {
            luaL_error(L, "invalid capture index %%%d", i + 1);
        }
        lua_pushlstring(L, start, (size_t)(end - start));
        return;
    }
    const PatternCapture *capture = &m->captures[i];
    if (capture->length == CAPTURE_POSITION) {
        lua_pushinteger(L, capture->start - m->subject + 1);
    } else if (capture->length == CAPTURE_UNFINISHED) {
        luaL_error(L, "unfinished capture");
    } else {
        lua_pushlstring(L, capture->start, (size_t)capture->length);
    }
}

// Pushes all captures, or the whole match if there are none and it is [wanted]. Returns their
// number.
static int push_captures(const PatternMatch *m, const char *start, const char *end, bool is_wanted)
{
    int count = m->pattern->capture_count;
    if (count == 0 && is_wanted) {
        count = 1;
    }
    if (count > 8) { // there is room for as many
        luaL_checkstack(m->L, count, "too many captures");
    }
    for (int i = 0; i < count; i++) {
        push_capture(m, i, start, end);
    }
    return count;
}

// The same for natives without frame: at most one capture, stored to [to]. False: to be reported as
// an error.
static bool store_capture(Thread *L, const PatternMatch *m, const char *start, const char *end,
                          Value *to)
{
    size_t length = (size_t)(end - start);
    if (m->pattern->capture_count == 1) {
        const PatternCapture *capture = &m->captures[0];
        if (capture->length == CAPTURE_POSITION) {
            value_set_integer(to, capture->start - m->subject + 1);
            return true;
        }
        if (capture->length == CAPTURE_UNFINISHED) {
            return false;
        }
        start = capture->start;
        length = (size_t)capture->length;
    }
    value_set_string(to, str_new(L, start, length));
    return true;
}

// ---- find, match

static bool is_plain_text(const String *pattern)
{
    static const PatternSet special = {
        {// ( * + - . % $ ? are below 64; [ ^ above
         (uint64_t)1 << '(' | (uint64_t)1 << '*' | (uint64_t)1 << '+' | (uint64_t)1 << '-' |
             (uint64_t)1 << '.' | (uint64_t)1 << '%' | (uint64_t)1 << '$' | (uint64_t)1 << '?',
         (uint64_t)1 << ('[' - 64) | (uint64_t)1 << ('^' - 64)}};
    for (size_t i = 0; i < pattern->length; i++) {
        if (set_has(&special, (unsigned char)pattern->bytes[i])) {
            return false;
        }
    }
    return true;
}

// The first place of [text] in the [length] bytes at [bytes], or NULL. Looks for its first byte;
// memmem, which takes longer to begin but linear time, takes over where that is found too often.
static const char *find_text(const char *bytes, size_t length, const String *text)
{
    if (text->length == 0) {
        return bytes;
    }
    for (int tries = 0; tries < 16; tries++) {
        if (length < text->length) {
            return NULL;
        }
        const char *found = memchr(bytes, text->bytes[0], length - text->length + 1);
        if (found == NULL || memcmp(found + 1, text->bytes + 1, text->length - 1) == 0) {
            return found;
        }
        length -= (size_t)(found + 1 - bytes);
        bytes = found + 1;
    }
    return memmem(bytes, length, text->bytes, text->length);
}

static int find_plain(lua_State *L, const String *s, const String *text, size_t from)
{
    const char *found = find_text(s->bytes + from - 1, s->length - (from - 1), text);
    if (found == NULL) {
        value_set_nil(L->top++);
        return 1;
    }
    lua_Integer start = found - s->bytes + 1;
    value_set_integer(L->top, start);
    value_set_integer(L->top + 1, start + (lua_Integer)text->length - 1);
    L->top += 2;
    return 2;
}

// The cache of patterns is the upvalue of each function here.
static inline const Value *pattern_cache(lua_State *L)
{
    return &value_native_closure(L->frame->base - 1)->upvalues[0];
}

static int find_or_match(lua_State *L, bool is_find)
{
    const String *s = text_check(L, 1);
    const String *text = text_check(L, 2);
    size_t from = text_start(text_opt_integer(L, 3, 1), s->length);
    if (from > s->length + 1) {
        lua_pushnil(L);
        return 1;
    }
    if (is_find && (is_plain_text(text) || lua_toboolean(L, 4))) {
        return find_plain(L, s, text, from);
    }
    PatternMatch match;
    const Pattern *pattern = pattern_push(L, pattern_cache(L), text, true);
    pattern_match_begin(L, &match, pattern, s->bytes, s->length, false);
    const char *start;
    const char *end = pattern_find(&match, s->bytes + from - 1, NULL, &start);
    if (end == NULL) {
        lua_pushnil(L);
        return 1;
    }
    if (!is_find) {
        return push_captures(&match, start, end, true);
    }
    lua_pushinteger(L, start - s->bytes + 1);
    lua_pushinteger(L, end - s->bytes);
    return 2 + push_captures(&match, start, end, false);
}

int text_find(lua_State *L)
{
    return find_or_match(L, true);
}

int text_match(lua_State *L)
{
    return find_or_match(L, false);
}

// Declines whatever could be an error, patterns that are not in the cache, and several results.
int text_match_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 2 || nargs > 3 || !value_is_string(&func[1]) || !value_is_string(&func[2]) ||
        (nargs == 3 && !value_is_integer(&func[3]))) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    size_t from = nargs == 3 ? text_start(func[3].as.integer, s->length) : 1;
    const Pattern *pattern =
        pattern_try_get(&value_native_closure(func)->upvalues[0], value_string(&func[2]));
    if (pattern == NULL || pattern->capture_count > 1 || from > s->length + 1) {
        return -1;
    }
    PatternMatch match;
    pattern_match_begin(L, &match, pattern, s->bytes, s->length, true);
    const char *start;
    const char *end = pattern_find(&match, s->bytes + from - 1, NULL, &start);
    if (match.gave_up) {
        return -1;
    }
    if (end == NULL) {
        value_set_nil(func);
        return 1;
    }
    return store_capture(L, &match, start, end, func) ? 1 : -1;
}

// ---- gmatch

// State of an iterator, a userdata: upvalue 1. Upvalues 2 and 3 keep the subject and the pattern.
typedef struct Gmatch {
    const Pattern *pattern;
    const String *subject;
    const char *next; // where the next search begins; NULL: it found nothing
    const char *last; // end of the last match, or NULL
} Gmatch;

static int gmatch_next(lua_State *L)
{
    Gmatch *g = lua_touserdata(L, lua_upvalueindex(1));
    if (g->next == NULL) {
        return 0;
    }
    PatternMatch match;
    pattern_match_begin(L, &match, g->pattern, g->subject->bytes, g->subject->length, false);
    const char *start;
    const char *end = pattern_find(&match, g->next, g->last, &start);
    if (end == NULL) {
        g->next = NULL;
        return 0;
    }
    g->next = g->last = end;
    return push_captures(&match, start, end, true);
}

static int gmatch_next_fast(Thread *L, Value *func, int nargs)
{
    (void)nargs;
    Gmatch *g = userdata_block(value_userdata(&value_native_closure(func)->upvalues[0]));
    if (g->pattern->capture_count > 1 || g->next == NULL) {
        return -1;
    }
    PatternMatch match;
    pattern_match_begin(L, &match, g->pattern, g->subject->bytes, g->subject->length, true);
    const char *start;
    const char *end = pattern_find(&match, g->next, g->last, &start);
    if (match.gave_up) {
        return -1;
    }
    if (end == NULL) {
        g->next = NULL;
        return -1; // no result, which is not the same as nil
    }
    if (!store_capture(L, &match, start, end, func)) {
        return -1;
    }
    g->next = g->last = end;
    return 1;
}

int text_gmatch(lua_State *L)
{
    static const NativeReg next = {
        .function = gmatch_next, .fast = gmatch_next_fast, .shows_upvalues = true};
    const String *s = text_check(L, 1);
    const String *text = text_check(L, 2);
    size_t from = text_start(text_opt_integer(L, 3, 1), s->length);
    lua_settop(L, 2);
    Gmatch *g = lua_newuserdatauv(L, sizeof *g, 0);
    lua_pushvalue(L, 1);
    g->pattern = pattern_push(L, pattern_cache(L), text, false);
    g->subject = s;
    // Behind the end there is no match, not even an empty one.
    g->next = from > s->length + 1 ? NULL : s->bytes + from - 1;
    g->last = NULL;
    native_push(L, &next, 3);
    return 1;
}

// ---- gsub

// GSUB_PATTERN: first the text, then the compiled pattern.
enum GsubSlot { GSUB_SUBJECT = 1, GSUB_PATTERN, GSUB_REPLACEMENT, GSUB_BUFFER, GSUB_STATE };

// State of one gsub. With a table or function as replacement it is a userdata.
typedef struct Gsub {
    const Pattern *pattern;
    TextBuffer buffer; // in a userdata its first bytes stand behind this struct
    const String *subject;
    const char *next;  // what is not in the buffer yet begins here
    const char *last;  // end of the last match, or NULL
    const char *start; // match being replaced
    const char *end;
    lua_Integer count;
    lua_Integer count_max;
    bool is_changed;
} Gsub;

// The state in its slot.
static inline Gsub *gsub_state(lua_State *L)
{
    return userdata_block(value_userdata(L->frame->base + (GSUB_STATE - 1)));
}

// Finds the next match and adds the text in front of it. False: there is none.
static bool gsub_find(lua_State *L, Gsub *g, PatternMatch *m)
{
    if (g->count >= g->count_max || (g->pattern->is_anchored && g->last != NULL)) {
        return false;
    }
    const char *end = pattern_find(m, g->next, g->last, &g->start);
    if (end == NULL) {
        return false;
    }
    text_buffer_add(L, &g->buffer, g->next, (size_t)(g->start - g->next));
    g->count++;
    g->end = g->next = g->last = end;
    return true;
}

static int gsub_finish(lua_State *L, Gsub *g)
{
    if (!g->is_changed) {
        lua_pushvalue(L, GSUB_SUBJECT);
    } else {
        const char *end = g->subject->bytes + g->subject->length;
        text_buffer_add(L, &g->buffer, g->next, (size_t)(end - g->next));
        lua_pushlstring(L, g->buffer.bytes, g->buffer.length);
    }
    lua_pushinteger(L, g->count);
    return 2;
}

// Adds capture [i] of the match to the text.
static void gsub_add_capture(lua_State *L, Gsub *g, const PatternMatch *m, int i)
{
    if (i >= m->pattern->capture_count) {
        if (i != 0) {
            luaL_error(L, "invalid capture index %%%d", i + 1);
        }
        text_buffer_add(L, &g->buffer, g->start, (size_t)(g->end - g->start));
        return;
    }
    const PatternCapture *capture = &m->captures[i];
    if (capture->length == CAPTURE_UNFINISHED) {
        luaL_error(L, "unfinished capture");
    }
    if (capture->length == CAPTURE_POSITION) {
        char *to = text_buffer_reserve(L, &g->buffer, NUMBER_TEXT_MAX);
        g->buffer.length += (size_t)number_integer_to_text(capture->start - m->subject + 1, to);
        return;
    }
    text_buffer_add(L, &g->buffer, capture->start, (size_t)capture->length);
}

// Adds a replacement string with '%' in it.
static void gsub_add_template(lua_State *L, Gsub *g, const PatternMatch *m, const String *template)
{
    const char *s = template->bytes;
    const char *end = s + template->length;
    for (;;) {
        const char *escape = memchr(s, '%', (size_t)(end - s));
        if (escape == NULL) {
            break;
        }
        text_buffer_add(L, &g->buffer, s, (size_t)(escape - s));
        char c = escape[1]; // or the closing zero
        if (c == '%') {
            text_buffer_add_byte(L, &g->buffer, '%');
        } else if (c == '0') {
            text_buffer_add(L, &g->buffer, g->start, (size_t)(g->end - g->start));
        } else if (c >= '1' && c <= '9') {
            gsub_add_capture(L, g, m, c - '1');
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
        s = escape + 2;
    }
    text_buffer_add(L, &g->buffer, s, (size_t)(end - s));
}

// Replacement by a string: nothing is called.
static int gsub_by_string(lua_State *L, Gsub *g)
{
    char space[512];
    PatternMatch match;
    const String *replacement = text_check(L, GSUB_REPLACEMENT);
    bool is_template = memchr(replacement->bytes, '%', replacement->length) != NULL;
    text_buffer_begin(&g->buffer, space, sizeof space, GSUB_BUFFER);
    pattern_match_begin(L, &match, g->pattern, g->subject->bytes, g->subject->length, false);
    while (gsub_find(L, g, &match)) {
        g->is_changed = true;
        if (is_template) {
            gsub_add_template(L, g, &match, replacement);
        } else {
            text_buffer_add(L, &g->buffer, replacement->bytes, replacement->length);
        }
    }
    return gsub_finish(L, g);
}

// Moves the state to a userdata in slot GSUB_STATE, with room for some text.
static Gsub *gsub_keep(lua_State *L, const Gsub *from)
{
    size_t text_room = from->subject->length + 32;
    if (text_room > 512) {
        text_room = 512;
    }
    Gsub *g = lua_newuserdatauv(L, sizeof *g + text_room, 0); // slot GSUB_STATE
    *g = *from;
    text_buffer_begin(&g->buffer, (char *)(g + 1), text_room, GSUB_BUFFER);
    return g;
}

// Takes the replacement of the match from the top.
static void gsub_add_value(lua_State *L, Gsub *g)
{
    const Value *v = L->top - 1;
    if (LIKELY(value_is_string(v))) {
        text_buffer_add(L, &g->buffer, value_string(v)->bytes, value_string(v)->length);
        g->is_changed = true;
    } else if (value_is_falsy(v)) { // the match stays
        text_buffer_add(L, &g->buffer, g->start, (size_t)(g->end - g->start));
    } else {
        size_t length;
        const char *text = lua_tolstring(L, -1, &length); // a number becomes a string
        if (text == NULL) {
            luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
        }
        text_buffer_add(L, &g->buffer, text, length);
        g->is_changed = true;
    }
    L->top--;
}

// Replaces by a table or function, until there is something to call or the end.
static int gsub_run(lua_State *L, Gsub *g)
{
    PatternMatch match;
    bool by_table = L->frame->base[GSUB_REPLACEMENT - 1].tag == TAG_TABLE;
    pattern_match_begin(L, &match, g->pattern, g->subject->bytes, g->subject->length, false);
    while (gsub_find(L, g, &match)) {
        if (!by_table) {
            value_copy(L->top, L->frame->base + (GSUB_REPLACEMENT - 1));
            L->top++;
            return native_call(L, push_captures(&match, g->start, g->end, true), 1, 1);
        }
        push_capture(&match, 0, g->start, g->end);
        if (!native_try_get(L, GSUB_REPLACEMENT)) {
            return native_call(L, 2, 1, 1);
        }
        gsub_add_value(L, g);
    }
    return gsub_finish(L, g);
}

static int gsub_begin(lua_State *L)
{
    Gsub g;
    const String *s = text_check(L, GSUB_SUBJECT);
    const String *text = text_check(L, GSUB_PATTERN);
    int type = lua_type(L, GSUB_REPLACEMENT);
    g.count_max = text_opt_integer(L, 4, (lua_Integer)s->length + 1);
    if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TFUNCTION && type != LUA_TTABLE) {
        return luaL_typeerror(L, GSUB_REPLACEMENT, "string/function/table");
    }
    g.is_changed = false;
    g.count = 0;
    g.subject = s;
    g.next = s->bytes;
    g.start = g.end = g.last = NULL;
    lua_settop(L, GSUB_REPLACEMENT);
    g.pattern = pattern_push(L, pattern_cache(L), text, true);
    lua_replace(L, GSUB_PATTERN);
    lua_pushnil(L); // GSUB_BUFFER
    if (type == LUA_TNUMBER || type == LUA_TSTRING) {
        return gsub_by_string(L, &g);
    }
    return gsub_run(L, gsub_keep(L, &g));
}

int text_gsub(lua_State *L, int step)
{
    if (step == 0) {
        return gsub_begin(L);
    }
    Gsub *g = gsub_state(L);
    gsub_add_value(L, g);
    return gsub_run(L, g);
}
