// SPDX-License-Identifier: MIT
// lib_pattern.c: compiling and matching of patterns.
//
// The matcher walks along the nodes. A repeated item takes what it may (or, lazy, as little as it
// may) and notes its way back: the range of ends still to be tried. When a node fails, the topmost
// note gives the next end, and everything after its node is tried anew. Captures need no undoing:
// on the way to any use of a capture the nodes that set it are passed again.
//
// Two hints of the compiler spare most of the backtracking: an item whose bytes the next item can
// not begin with never gives any back, and if the next item begins with a known byte only places
// before that byte are tried.

#include "stdlib/lib_pattern.h"

#include <ctype.h>
#include <locale.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "vm/heap/gc.h"

#define ESCAPE '%'
#define WORK_PER_POLL 20000

// ---- classes

// Of the "C" locale: %a %c %d %g %l %p %s %u %w %x.
static const PatternSet *plain_class(int letter)
{
    static const PatternSet sets[26] = {
        ['a' - 'a'] = {{0, 0x07fffffe07fffffe}},
        ['c' - 'a'] = {{0x00000000ffffffff, 0x8000000000000000}},
        ['d' - 'a'] = {{0x03ff000000000000, 0}},
        ['g' - 'a'] = {{0xfffffffe00000000, 0x7fffffffffffffff}},
        ['l' - 'a'] = {{0, 0x07fffffe00000000}},
        ['p' - 'a'] = {{0xfc00fffe00000000, 0x78000001f8000001}},
        ['s' - 'a'] = {{0x0000000100003e00, 0}},
        ['u' - 'a'] = {{0, 0x0000000007fffffe}},
        ['w' - 'a'] = {{0x03ff000000000000, 0x07fffffe07fffffe}},
        ['x' - 'a'] = {{0x03ff000000000000, 0x0000007e0000007e}},
        ['z' - 'a'] = {{1}}, // deprecated: the zero byte
    };
    return &sets[letter - 'a'];
}

static bool locale_class_has(int letter, int c)
{
    switch (letter) {
    case 'a':
        return isalpha(c);
    case 'c':
        return iscntrl(c);
    case 'd':
        return isdigit(c);
    case 'g':
        return isgraph(c);
    case 'l':
        return islower(c);
    case 'p':
        return ispunct(c);
    case 's':
        return isspace(c);
    case 'u':
        return isupper(c);
    case 'w':
        return isalnum(c);
    case 'x':
        return isxdigit(c);
    default:
        return c == 0;
    }
}

bool pattern_locale_is_plain(void)
{
    const char *name = setlocale(LC_CTYPE, NULL);
    return name != NULL && name[0] == 'C' && name[1] == '\0';
}

static inline int class_letter(unsigned char c)
{
    return c | 0x20;
}

// True if '%' and [c] name a class, not [c] itself.
static bool is_class(unsigned char c)
{
    static const char letters[] = "acdglpsuwxz";
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && strchr(letters, class_letter(c)) != NULL;
}

static inline void set_add(PatternSet *set, unsigned char c)
{
    set->bits[c >> 6] |= (uint64_t)1 << (c & 63);
}

static void set_add_range(PatternSet *set, unsigned char from, unsigned char to)
{
    for (unsigned c = from; c <= to; c++) {
        set_add(set, (unsigned char)c);
    }
}

static inline void set_invert(PatternSet *set)
{
    for (int i = 0; i < 4; i++) {
        set->bits[i] = ~set->bits[i];
    }
}

// Adds the class that '%' and [c] name; upper case: its complement.
static void set_add_class(PatternSet *set, unsigned char c)
{
    int letter = class_letter(c);
    PatternSet members = *plain_class(letter);
    if (UNLIKELY(!pattern_locale_is_plain())) {
        memset(&members, 0, sizeof members);
        for (int i = 0; i <= UCHAR_MAX; i++) {
            if (locale_class_has(letter, i)) {
                set_add(&members, (unsigned char)i);
            }
        }
    }
    if ((c & 0x20) == 0) {
        set_invert(&members);
    }
    for (int i = 0; i < 4; i++) {
        set->bits[i] |= members.bits[i];
    }
}

// ---- compiler

typedef struct Compiler {
    const char *at;
    const char *end;
    Pattern *pattern;
    int open_count; // captures begun and not ended: their numbers are in [open]
    uint8_t open[PATTERN_CAPTURE_MAX];
    bool is_finished[PATTERN_CAPTURE_MAX];
    bool is_position[PATTERN_CAPTURE_MAX];
} Compiler;

static inline PatternNode *add_node(Compiler *c, int op, int byte)
{
    PatternNode *node = &c->pattern->nodes[c->pattern->node_count++];
    *node = (PatternNode){.op = (uint8_t)op, .byte = (uint8_t)byte};
    return node;
}

static inline PatternSet *add_set(Compiler *c, PatternNode *node)
{
    node->set = c->pattern->set_count++;
    PatternSet *set = &c->pattern->sets[node->set];
    memset(set, 0, sizeof *set);
    return set;
}

// The pattern ends here as far as matching can tell.
static bool add_error(Compiler *c, int error)
{
    add_node(c, PATTERN_ERROR, error);
    return false;
}

// Finds the ']' of the set that begins at [at], just after '['. NULL: there is none.
static const char *find_set_end(const char *at, const char *end)
{
    if (at < end && *at == '^') {
        at++;
    }
    do { // the first byte is a member even if it is ']'
        if (at >= end) {
            return NULL;
        }
        at += *at == ESCAPE && at + 1 < end ? 2 : 1;
    } while (at >= end || *at != ']');
    return at;
}

// Compiles a set; c->at is just after '['. False: it has no end.
static bool compile_set(Compiler *c, PatternNode *node)
{
    const char *at = c->at;
    const char *end = find_set_end(at, c->end);
    if (end == NULL) {
        return false;
    }
    PatternSet *set = add_set(c, node);
    bool is_inverted = *at == '^';
    for (at += is_inverted; at < end; at++) {
        if (*at == ESCAPE) {
            at++;
            if (is_class((unsigned char)*at)) {
                set_add_class(set, (unsigned char)*at);
                c->pattern->has_classes = true;
            } else {
                set_add(set, (unsigned char)*at);
            }
        } else if (at[1] == '-' && at + 2 < end) {
            set_add_range(set, (unsigned char)at[0], (unsigned char)at[2]);
            at += 2;
        } else {
            set_add(set, (unsigned char)*at);
        }
    }
    if (is_inverted) {
        set_invert(set);
    }
    c->at = end + 1;
    return true;
}

static void compile_repeat(Compiler *c, PatternNode *node)
{
    if (c->at == c->end) {
        return;
    }
    switch (*c->at) {
    case '?':
        node->repeat = REPEAT_OPTIONAL;
        break;
    case '*':
        node->repeat = REPEAT_STAR;
        break;
    case '+':
        node->repeat = REPEAT_PLUS;
        break;
    case '-':
        node->repeat = REPEAT_LAZY;
        break;
    default:
        return;
    }
    c->at++;
    c->pattern->backtrack_max++;
}

// An item that matches one byte, and what says how often.
static bool compile_single(Compiler *c)
{
    char first = *c->at++;
    PatternNode *node;
    if (first == '[') {
        node = add_node(c, PATTERN_SET, 0);
        if (!compile_set(c, node)) {
            c->pattern->node_count--;
            return add_error(c, ERROR_NO_BRACKET);
        }
    } else if (first == '.') {
        node = add_node(c, PATTERN_ANY, 0);
    } else if (first != ESCAPE) {
        node = add_node(c, PATTERN_BYTE, (unsigned char)first);
    } else if (c->at == c->end) {
        return add_error(c, ERROR_ENDS_WITH_ESCAPE);
    } else if (is_class((unsigned char)*c->at)) {
        node = add_node(c, PATTERN_SET, 0);
        set_add_class(add_set(c, node), (unsigned char)*c->at++);
        c->pattern->has_classes = true;
    } else {
        node = add_node(c, PATTERN_BYTE, (unsigned char)*c->at++);
    }
    compile_repeat(c, node);
    return true;
}

static bool compile_open(Compiler *c)
{
    c->at++;
    bool is_position = c->at < c->end && *c->at == ')';
    int number = c->pattern->capture_count;
    if (number == PATTERN_CAPTURE_MAX) {
        return add_error(c, ERROR_TOO_MANY_CAPTURES);
    }
    c->pattern->capture_count++;
    c->is_position[number] = c->is_finished[number] = is_position;
    if (is_position) {
        c->at++;
        add_node(c, PATTERN_OPEN_POSITION, number);
    } else {
        c->open[c->open_count++] = (uint8_t)number;
        add_node(c, PATTERN_OPEN, number);
    }
    return true;
}

static bool compile_close(Compiler *c)
{
    c->at++;
    if (c->open_count == 0) {
        return add_error(c, ERROR_NO_OPEN_CAPTURE);
    }
    int number = c->open[--c->open_count];
    c->is_finished[number] = true;
    add_node(c, PATTERN_CLOSE, number);
    return true;
}

static bool compile_back_reference(Compiler *c)
{
    int number = c->at[1] - '1';
    c->at += 2;
    if (number < 0 || number >= c->pattern->capture_count || !c->is_finished[number]) {
        return add_error(c, ERROR_CAPTURE_INDEX + number + 1);
    }
    add_node(c, c->is_position[number] ? PATTERN_FAIL : PATTERN_BACK_REFERENCE, number);
    return true;
}

// What begins with '%'.
static bool compile_escape(Compiler *c)
{
    if (c->end - c->at < 2) {
        return compile_single(c);
    }
    switch (c->at[1]) {
    case 'b':
        if (c->end - c->at < 4) {
            return add_error(c, ERROR_NO_ARGUMENTS);
        }
        add_node(c, PATTERN_BALANCE, (unsigned char)c->at[2])->other = (uint8_t)c->at[3];
        c->at += 4;
        return true;
    case 'f': {
        c->at += 2;
        if (c->at == c->end || *c->at != '[') {
            return add_error(c, ERROR_NO_FRONTIER_SET);
        }
        c->at++;
        PatternNode *node = add_node(c, PATTERN_FRONTIER, 0);
        if (!compile_set(c, node)) {
            c->pattern->node_count--;
            return add_error(c, ERROR_NO_BRACKET);
        }
        return true;
    }
    default:
        return c->at[1] >= '0' && c->at[1] <= '9' ? compile_back_reference(c) : compile_single(c);
    }
}

static void compile_items(Compiler *c)
{
    bool goes_on = true;
    while (goes_on && c->at < c->end) {
        switch (*c->at) {
        case '(':
            goes_on = compile_open(c);
            break;
        case ')':
            goes_on = compile_close(c);
            break;
        case ESCAPE:
            goes_on = compile_escape(c);
            break;
        case '$':
            if (c->at + 1 == c->end) {
                c->at++;
                add_node(c, PATTERN_AT_END, 0);
                break;
            }
            goes_on = compile_single(c);
            break;
        default:
            goes_on = compile_single(c);
        }
    }
    if (goes_on) {
        add_node(c, PATTERN_MATCHED, 0);
    }
}

// ---- hints

static inline bool node_is_single(const PatternNode *node)
{
    return node->op <= PATTERN_SET;
}

// The first node at or after [node] that is no border of a capture.
static const PatternNode *skip_captures(const PatternNode *node)
{
    while (node->op >= PATTERN_OPEN && node->op <= PATTERN_CLOSE) {
        node++;
    }
    return node;
}

// True if a match of [node] begins with a byte of its own.
static inline bool node_needs_byte(const PatternNode *node)
{
    return node_is_single(node) && (node->repeat == REPEAT_ONE || node->repeat == REPEAT_PLUS);
}

static bool nodes_are_disjoint(const Pattern *p, const PatternNode *a, const PatternNode *b)
{
    if (a->op == PATTERN_ANY || b->op == PATTERN_ANY) {
        return false;
    }
    if (a->op == PATTERN_BYTE) {
        return b->op == PATTERN_BYTE ? a->byte != b->byte : !set_has(&p->sets[b->set], a->byte);
    }
    const PatternSet *set = &p->sets[a->set];
    if (b->op == PATTERN_BYTE) {
        return !set_has(set, b->byte);
    }
    const PatternSet *other = &p->sets[b->set];
    uint64_t common = 0;
    for (int i = 0; i < 4; i++) {
        common |= set->bits[i] & other->bits[i];
    }
    return common == 0;
}

static void add_hints(Pattern *p)
{
    for (uint32_t i = 0; p->backtrack_max > 0 && i < p->node_count; i++) {
        PatternNode *node = &p->nodes[i];
        if (!node_is_single(node) || node->repeat == REPEAT_ONE) {
            continue;
        }
        const PatternNode *next = skip_captures(node + 1);
        if (next->op == PATTERN_MATCHED || next->op == PATTERN_AT_END ||
            (node_needs_byte(next) && nodes_are_disjoint(p, node, next))) {
            node->flags |= NODE_POSSESSIVE;
        }
        if (next->op == PATTERN_BYTE && node_needs_byte(next)) {
            node->flags |= NODE_HAS_NEXT;
            node->other = next->byte;
        }
    }
    const PatternNode *first = skip_captures(p->nodes);
    p->is_floating = first->op == PATTERN_ANY && first->repeat >= REPEAT_STAR;
    for (uint32_t i = 0; p->is_floating && i < p->node_count; i++) { // a reference to it depends on
                                                                     // the place
        p->is_floating = p->nodes[i].op != PATTERN_BACK_REFERENCE;
    }
    p->is_run = node_needs_byte(first) && first == p->nodes && first[1].op == PATTERN_MATCHED;
    p->has_start = node_needs_byte(first) && first->op != PATTERN_ANY;
    p->start = (uint32_t)(first - p->nodes);
}

// ---- patterns

// Room for the arrays of a pattern of [length] bytes: each item has at least one byte, each set
// two.
#define SHORT_MAX 31

typedef struct ShortArrays {
    PatternNode nodes[SHORT_MAX + 1];
    PatternSet sets[SHORT_MAX / 2 + 1];
} ShortArrays;

// Pushes a userdata with the arrays of a longer pattern.
static void push_arrays(lua_State *L, Pattern *p, size_t length)
{
    luaL_argcheck(L, length < UINT32_MAX / 2, 2, "pattern too long");
    size_t set_bytes = (length / 2 + 1) * sizeof(PatternSet);
    size_t node_bytes = (length + 1) * sizeof(PatternNode);
    char *memory = lua_newuserdatauv(L, set_bytes + node_bytes, 0);
    p->sets = (PatternSet *)memory;
    p->nodes = (PatternNode *)(memory + set_bytes);
}

static void compile(Pattern *p, const char *text, size_t length)
{
    p->node_count = p->set_count = p->backtrack_max = 0;
    p->capture_count = 0;
    p->has_classes = false;
    Compiler c;
    c.at = text;
    c.end = text + length;
    c.pattern = p;
    c.open_count = 0;
    compile_items(&c);
    p->is_deep = p->backtrack_max + 2u * p->capture_count >= PATTERN_DEPTH_MAX;
    add_hints(p);
    if (p->backtrack_max > PATTERN_DEPTH_MAX) {
        p->backtrack_max = PATTERN_DEPTH_MAX; // each note lies deeper than the one below
    }
}

// Pushes a userdata with a copy of [from] and its arrays.
static Pattern *push_copy(lua_State *L, const Pattern *from)
{
    bool needs_backtracks = from->backtrack_max > PATTERN_FEW_BACKTRACKS;
    size_t set_bytes = from->set_count * sizeof(PatternSet);
    size_t backtrack_bytes = needs_backtracks ? from->backtrack_max * sizeof(PatternBacktrack) : 0;
    size_t node_bytes = from->node_count * sizeof(PatternNode);
    Pattern *p = lua_newuserdatauv(L, sizeof *p + set_bytes + backtrack_bytes + node_bytes, 1);
    char *memory = (char *)(p + 1);
    *p = *from;
    p->sets = (PatternSet *)memory;
    p->backtracks = needs_backtracks ? (PatternBacktrack *)(memory + set_bytes) : NULL;
    p->nodes = (PatternNode *)(memory + set_bytes + backtrack_bytes);
    memcpy(p->sets, from->sets, set_bytes);
    memcpy(p->nodes, from->nodes, node_bytes);
    return p;
}

// The entry of [text]. Its hash is there for short strings; for long ones any number will do.
static Value *cache_entry(const Value *cache, const String *text)
{
    if (UNLIKELY(cache->tag != TAG_USERDATA ||
                 value_userdata(cache)->header.extra != PATTERN_CACHE_SIZE)) {
        return NULL; // the debug library was here
    }
    return &value_userdata(cache)->user_values[text->header.extra % PATTERN_CACHE_SIZE];
}

const Pattern *pattern_try_get(const Value *cache, const String *text)
{
    const Value *entry = cache_entry(cache, text);
    if (entry == NULL || entry->tag != TAG_USERDATA) {
        return NULL;
    }
    Userdata *u = value_userdata(entry);
    if (u->header.extra != 1 || u->user_values[0].as.pointer != text) {
        return NULL;
    }
    const Pattern *p = userdata_block(u);
    return p->has_classes && !pattern_locale_is_plain() ? NULL : p;
}

void pattern_push_cache(lua_State *L)
{
    lua_newuserdatauv(L, 0, PATTERN_CACHE_SIZE);
}

// Puts the pattern on top of the stack, made from [text], into the cache.
static void cache_pattern(lua_State *L, const Value *cache, const String *text)
{
    Value *entry = cache_entry(cache, text);
    if (entry != NULL) {
        value_copy(entry, L->top - 1);
        gc_barrier(L->runtime, cache->as.object, L->top - 1);
    }
}

// 5.4 matches repeated items by recursion and allows as many as its C stack (MAXCCALLS); programs
// see that limit.
#define REPEATED_ITEMS_MAX 199

const Pattern *pattern_push(lua_State *L, const Value *cache, const String *text, bool takes_anchor)
{
    bool has_anchor = text->length > 0 && text->bytes[0] == '^';
    bool is_cached = takes_anchor || !has_anchor;
    const Pattern *found = is_cached ? pattern_try_get(cache, text) : NULL;
    if (LIKELY(found != NULL)) {
        value_copy(L->top, cache_entry(cache, text));
        L->top++;
        return found;
    }
    ShortArrays arrays;
    Pattern pattern = {.nodes = arrays.nodes, .sets = arrays.sets};
    if (text->length > SHORT_MAX) {
        push_arrays(L, &pattern, text->length);
    }
    pattern.is_anchored = has_anchor && takes_anchor;
    compile(&pattern, text->bytes + pattern.is_anchored, text->length - pattern.is_anchored);
    Pattern *p = push_copy(L, &pattern);
    value_set_string(L->top, (String *)text);
    L->top++;
    lua_setiuservalue(L, -2, 1);
    if (text->length > SHORT_MAX) {
        lua_remove(L, -2);
    }
    if (is_cached && text->length <= PATTERN_CACHED_MAX &&
        (!p->has_classes || pattern_locale_is_plain())) {
        cache_pattern(L, cache, text);
    }
    return p;
}

// ---- matching

void pattern_match_begin(lua_State *L, PatternMatch *match, const Pattern *pattern,
                         const char *subject, size_t length, bool is_quick)
{
    match->L = L;
    match->pattern = pattern;
    match->subject = subject;
    match->end = subject + length;
    match->budget = WORK_PER_POLL;
    match->is_quick = is_quick;
    match->gave_up = false;
}

static _Noreturn void throw_pattern_error(lua_State *L, int error)
{
    static const char *const texts[] = {
        [ERROR_ENDS_WITH_ESCAPE] = "malformed pattern (ends with '%')",
        [ERROR_NO_BRACKET] = "malformed pattern (missing ']')",
        [ERROR_NO_ARGUMENTS] = "malformed pattern (missing arguments to '%b')",
        [ERROR_NO_FRONTIER_SET] = "missing '[' after '%f' in pattern",
        [ERROR_TOO_MANY_CAPTURES] = "too many captures",
        [ERROR_NO_OPEN_CAPTURE] = "invalid pattern capture",
        [ERROR_TOO_COMPLEX] = "pattern too complex",
    };
    if (error >= ERROR_CAPTURE_INDEX) {
        luaL_error(L, "invalid capture index %%%d", error - ERROR_CAPTURE_INDEX);
    }
    luaL_error(L, "%s", texts[error]);
    __builtin_unreachable();
}

// The budget is used up: lets interrupts in. False: the match is given up.
static bool work_goes_on(PatternMatch *m)
{
    if (m->is_quick) {
        m->gave_up = true;
        return false;
    }
    m->budget = WORK_PER_POLL;
    native_work(m->L, WORK_PER_POLL);
    return true;
}

// True if [node] matches the byte at [s], which is not the end.
static inline bool node_has(const PatternMatch *m, const PatternNode *node, const char *s)
{
    switch (node->op) {
    case PATTERN_BYTE:
        return node->byte == (unsigned char)*s;
    case PATTERN_SET:
        return set_has(&m->pattern->sets[node->set], (unsigned char)*s);
    default:
        return true;
    }
}

// End of the longest run of bytes that [node] matches.
static inline const char *node_span(const PatternMatch *m, const PatternNode *node, const char *s)
{
    const char *end = m->end;
    if (node->op == PATTERN_SET) {
        const PatternSet *set = &m->pattern->sets[node->set];
        while (s < end && set_has(set, (unsigned char)*s)) {
            s++;
        }
        return s;
    }
    if (node->op == PATTERN_ANY) {
        return end;
    }
    while (s < end && (unsigned char)*s == node->byte) {
        s++;
    }
    return s;
}

// State of one attempt at one place.
typedef struct Attempt {
    const PatternNode *node;
    const char *s;
    PatternBacktrack *notes;
    size_t note_count;
    uint32_t depth; // see PATTERN_DEPTH_MAX
} Attempt;

// Ends the whole search. Returns false.
static bool fail(PatternMatch *m, Attempt *a, int error)
{
    if (!m->is_quick) {
        throw_pattern_error(m->L, error);
    }
    m->gave_up = true;
    a->note_count = 0;
    return false;
}

// What follows is one level deeper. False: too deep.
static inline bool deepen(PatternMatch *m, Attempt *a)
{
    if (LIKELY(!m->pattern->is_deep) || ++a->depth <= PATTERN_DEPTH_MAX) {
        return true;
    }
    return fail(m, a, ERROR_TOO_COMPLEX);
}

static inline void note_way_back(const PatternMatch *m, Attempt *a, const char *position,
                                 const char *least)
{
    PatternBacktrack *note = &a->notes[a->note_count++];
    note->position = position;
    note->least = least;
    note->node = (uint32_t)(a->node - m->pattern->nodes);
    note->depth = a->depth;
}

// An item with '?', '*', '+': takes all it can. False: it takes too little.
static inline bool match_greedy(PatternMatch *m, Attempt *a)
{
    const PatternNode *node = a->node;
    const char *s = a->s;
    const char *least = s;
    const char *position;
    if (node->repeat == REPEAT_OPTIONAL) {
        position = s < m->end && node_has(m, node, s) ? s + 1 : s;
    } else {
        position = node_span(m, node, s);
        m->budget -= (position - s) >> 4;
        if (node->repeat == REPEAT_PLUS) {
            if (position == s) {
                return false;
            }
            least++;
        }
    }
    if (position > s && !deepen(m, a)) {
        return false;
    }
    if (position > least && !(node->flags & NODE_POSSESSIVE)) {
        note_way_back(m, a, position, least);
    }
    a->s = position;
    return true;
}

// The item of the topmost note gives one byte back, or more if the hint knows that one is too
// little. False: it has no more to give.
static bool retry_greedy(PatternMatch *m, const PatternNode *node, PatternBacktrack *note)
{
    const char *s = note->position - 1;
    if (node->flags & NODE_HAS_NEXT) {
        const char *from = s;
        while (s >= note->least && (unsigned char)*s != node->other) {
            s--;
        }
        m->budget -= (from - s) >> 4;
        if (s < note->least) {
            return false;
        }
    }
    note->position = s;
    return true;
}

// The lazy item of the topmost note takes one more byte, or more if the hint knows that one is too
// little.
static bool retry_lazy(PatternMatch *m, const PatternNode *node, PatternBacktrack *note)
{
    const char *s = note->position;
    const char *from = s;
    do {
        if (s == m->end || !node_has(m, node, s)) {
            return false;
        }
        s++;
    } while ((node->flags & NODE_HAS_NEXT) && (s == m->end || (unsigned char)*s != node->other));
    m->budget -= (s - from) >> 4;
    note->position = s;
    return true;
}

// Goes back to the topmost way that is left. False: there is none.
static bool backtrack(PatternMatch *m, Attempt *a)
{
    if (--m->budget < 0 && !work_goes_on(m)) {
        return false;
    }
    while (a->note_count > 0) {
        PatternBacktrack *note = &a->notes[a->note_count - 1];
        const PatternNode *node = &m->pattern->nodes[note->node];
        if (note->least == NULL) {
            if (!retry_lazy(m, node, note)) {
                a->note_count--;
                continue;
            }
        } else {
            if (!retry_greedy(m, node, note)) {
                a->note_count--;
                continue;
            }
            a->note_count -= note->position == note->least;
        }
        a->s = note->position;
        a->node = node + 1;
        a->depth = note->depth - (node->repeat == REPEAT_OPTIONAL);
        return true;
    }
    return false;
}

// End of the balanced text at [s], or NULL.
static const char *match_balance(PatternMatch *m, const PatternNode *node, const char *s)
{
    if (s == m->end || (unsigned char)*s != node->byte) {
        return NULL;
    }
    const char *from = s;
    size_t depth = 1;
    while (++s < m->end) {
        if ((unsigned char)*s == node->other) {
            if (--depth == 0) {
                break;
            }
        } else if ((unsigned char)*s == node->byte) {
            depth++;
        }
    }
    m->budget -= (s - from) >> 4;
    return s < m->end ? s + 1 : NULL;
}

static bool match_frontier(const PatternMatch *m, const PatternNode *node, const char *s)
{
    const PatternSet *set = &m->pattern->sets[node->set];
    unsigned char before = s == m->subject ? 0 : (unsigned char)s[-1];
    unsigned char after = s == m->end ? 0 : (unsigned char)*s;
    return !set_has(set, before) && set_has(set, after);
}

static const char *match_back_reference(const PatternMatch *m, const PatternNode *node,
                                        const char *s)
{
    const PatternCapture *capture = &m->captures[node->byte];
    if (m->end - s < capture->length || memcmp(s, capture->start, (size_t)capture->length) != 0) {
        return NULL;
    }
    return s + capture->length;
}

// Nodes that are neither bytes nor captures' borders. False: no match here.
static bool match_special(PatternMatch *m, Attempt *a)
{
    const PatternNode *node = a->node;
    const char *s = a->s;
    switch (node->op) {
    case PATTERN_BALANCE:
        s = match_balance(m, node, s);
        break;
    case PATTERN_FRONTIER:
        return match_frontier(m, node, s);
    case PATTERN_BACK_REFERENCE:
        s = match_back_reference(m, node, s);
        break;
    case PATTERN_AT_END:
        return s == m->end;
    case PATTERN_ERROR:
        return fail(m, a, node->byte);
    default: // PATTERN_FAIL
        return false;
    }
    if (s == NULL) {
        return false;
    }
    a->s = s;
    return true;
}

// Matches the item at a->node. False: it does not match.
static inline bool match_single(PatternMatch *m, Attempt *a)
{
    const PatternNode *node = a->node;
    if (node->repeat == REPEAT_ONE) {
        if (a->s == m->end || !node_has(m, node, a->s)) {
            return false;
        }
        a->s++;
        return true;
    }
    if (node->repeat == REPEAT_LAZY) {
        if (a->s < m->end && node_has(m, node, a->s)) { // else there is no way back
            if (!deepen(m, a)) {
                return false;
            }
            note_way_back(m, a, a->s, NULL);
        }
        return !(node->flags & NODE_HAS_NEXT) ||
               (a->s < m->end && (unsigned char)*a->s == node->other);
    }
    return match_greedy(m, a);
}

// Matches the pattern at [s]; returns the end, or NULL.
static const char *match_at(PatternMatch *m, const char *s)
{
    const Pattern *p = m->pattern;
    Attempt a = {p->nodes, s, p->backtracks != NULL ? p->backtracks : m->backtracks, 0, 1};
    for (;;) {
        bool matches = true;
        switch (a.node->op) {
        case PATTERN_BYTE:
        case PATTERN_ANY:
        case PATTERN_SET:
            matches = match_single(m, &a);
            break;
        case PATTERN_OPEN:
            m->captures[a.node->byte] = (PatternCapture){a.s, CAPTURE_UNFINISHED};
            matches = deepen(m, &a);
            break;
        case PATTERN_OPEN_POSITION:
            m->captures[a.node->byte] = (PatternCapture){a.s, CAPTURE_POSITION};
            matches = deepen(m, &a);
            break;
        case PATTERN_CLOSE: {
            PatternCapture *capture = &m->captures[a.node->byte];
            capture->length = a.s - capture->start;
            matches = deepen(m, &a);
            break;
        }
        case PATTERN_MATCHED:
            return a.s;
        default:
            matches = match_special(m, &a);
        }
        if (LIKELY(matches)) {
            a.node++;
        } else if (!backtrack(m, &a)) {
            return NULL;
        }
    }
}

// The first place at or after [s] where a match may begin; NULL: none.
static const char *find_start(const PatternMatch *m, const char *s)
{
    const Pattern *p = m->pattern;
    const PatternNode *first = &p->nodes[p->start];
    if (first->op == PATTERN_BYTE) {
        return memchr(s, first->byte, (size_t)(m->end - s));
    }
    const PatternSet *set = &p->sets[first->set];
    for (; s < m->end; s++) {
        if (set_has(set, (unsigned char)*s)) {
            return s;
        }
    }
    return NULL;
}

// A match of a pattern that is a run. It is not empty, so that it can not end where the last one
// did.
static const char *find_run(PatternMatch *m, const char *s, const char **start)
{
    const Pattern *p = m->pattern;
    if (p->has_start && !p->is_anchored) {
        s = find_start(m, s);
    }
    if (s == NULL || s == m->end || !node_has(m, p->nodes, s)) {
        return NULL;
    }
    *start = s;
    return p->nodes->repeat == REPEAT_PLUS ? node_span(m, p->nodes, s + 1) : s + 1;
}

const char *pattern_find(PatternMatch *m, const char *from, const char *last, const char **start)
{
    bool is_anchored = m->pattern->is_anchored;
    if (m->pattern->is_run) {
        return find_run(m, from, start);
    }
    for (const char *s = from; s <= m->end; s++) {
        if (m->pattern->has_start && !is_anchored) {
            s = find_start(m, s);
            if (s == NULL) {
                return NULL;
            }
        }
        const char *end = match_at(m, s);
        if (end != NULL && end != last) {
            *start = s;
            return end;
        }
        if (is_anchored || m->gave_up || (end == NULL && m->pattern->is_floating) ||
            (--m->budget < 0 && !work_goes_on(m))) {
            return NULL;
        }
    }
    return NULL;
}
