// SPDX-License-Identifier: MIT
// lint.c: what looks wrong in a chunk that compiles; see lint.h.
//
// One walk over the tree. Variables are followed as scopes open and close: for every name the
// innermost visible variable is known (NameNote), and a stack remembers what each one hides. Which
// globals the chunk defines is known only at the end, so reads of globals wait in a list. A global
// whose existence the chunk tests (if jit then ...) counts as defined: whoever asks knows that it
// may be nil.

#include "src/compiler/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What is known of a name.
struct NameNote {
    LocalVar *visible; // innermost variable of that name, or NULL
    bool is_defined;   // as a global: assigned or tested somewhere in the chunk
};

// A variable in scope.
typedef struct Visible {
    LocalVar *variable;
    LocalVar *hidden; // of the same name, or NULL
    bool is_declared; // by 'local': it should be read
} Visible;

typedef struct GlobalRead {
    struct GlobalRead *next;
    AstString *name;
    uint32_t line;
    uint16_t column;
} GlobalRead;

// A loop whose body is being read.
typedef struct Loop {
    bool has_break;
} Loop;

typedef struct Lint {
    Arena *arena;
    const FunctionNode *function;
    Loop *loop; // innermost of the function, or NULL
    Visible *visible;
    int visible_count;
    int visible_capacity;
    GlobalRead *reads;
    bool has_other_globals; // the chunk assigns to _ENV
    FindingList found;
} Lint;

static void visit_expr(Lint *l, const Expr *e);
static bool visit_statements(Lint *l, const Block *block);

// ---- findings

static const char *format(Lint *l, const char *pattern, ...)
{
    char text[200]; // longer names are cut
    va_list arguments;
    va_start(arguments, pattern);
    vsnprintf(text, sizeof text, pattern, arguments);
    va_end(arguments);
    size_t size = strlen(text) + 1;
    return memcpy(arena_alloc(l->arena, size), text, size);
}

static void add_finding(Lint *l, uint32_t line, uint16_t column, const char *message,
                        const AstString *name)
{
    FindingList *found = &l->found;
    if (found->count == found->capacity) {
        int capacity = found->capacity * 2 + 8;
        found->items = arena_grow(l->arena, found->items, (size_t)found->capacity * sizeof(Finding),
                                  (size_t)capacity * sizeof(Finding));
        found->capacity = capacity;
    }
    found->items[found->count++] =
        (Finding){line, column, message, name != NULL ? name->bytes : NULL};
}

static int compare_findings(const void *left, const void *right)
{
    const Finding *a = left;
    const Finding *b = right;
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    return a->column != b->column ? (int)a->column - (int)b->column
                                  : strcmp(a->message, b->message);
}

// ---- variables

static NameNote *note_of(Lint *l, AstString *name)
{
    if (name->note == NULL) {
        name->note = ARENA_NEW(l->arena, NameNote);
    }
    return name->note;
}

static bool is_named(const AstString *name, const char *text)
{
    return strcmp(name->bytes, text) == 0;
}

// [value]: the initial value, or NULL. A copy of the variable under its own name hides it on
// purpose.
static bool hides_on_purpose(const Lint *l, const LocalVar *variable, const LocalVar *hidden,
                             const Expr *value)
{
    if (variable->name->bytes[0] == '_' || is_named(variable->name, "self")) {
        return true;
    }
    return value != NULL && ((value->kind == EXPR_LOCAL && value->local == hidden) ||
                             (value->kind == EXPR_UPVALUE &&
                              l->function->upvalues[value->upvalue].variable == hidden));
}

static void open_variable(Lint *l, LocalVar *variable, bool is_declared, const Expr *value)
{
    NameNote *note = note_of(l, variable->name);
    LocalVar *hidden = note->visible;
    if (hidden != NULL && !hides_on_purpose(l, variable, hidden, value)) {
        const char *message = format(l, "'%s' shadows the local of line %u", variable->name->bytes,
                                     (unsigned)hidden->line);
        add_finding(l, variable->line, variable->column, message, variable->name);
    }
    if (l->visible_count == l->visible_capacity) {
        int capacity = l->visible_capacity * 2 + 16;
        l->visible = arena_grow(l->arena, l->visible, (size_t)l->visible_capacity * sizeof(Visible),
                                (size_t)capacity * sizeof(Visible));
        l->visible_capacity = capacity;
    }
    l->visible[l->visible_count++] = (Visible){variable, hidden, is_declared};
    note->visible = variable;
}

static void open_variables(Lint *l, const LocalList *list)
{
    for (int i = 0; i < list->count; i++) {
        open_variable(l, list->items[i], false, NULL);
    }
}

// Ends the scope of the variables above [count].
static void close_variables(Lint *l, int count)
{
    while (l->visible_count > count) {
        const Visible *v = &l->visible[--l->visible_count];
        const LocalVar *variable = v->variable;
        variable->name->note->visible = v->hidden;
        if (v->is_declared && !variable->is_read && variable->name->bytes[0] != '_' &&
            variable->attribute != ATTRIBUTE_CLOSE) {
            const char *pattern =
                variable->is_assigned ? "local '%s' is never read" : "unused local '%s'";
            add_finding(l, variable->line, variable->column,
                        format(l, pattern, variable->name->bytes), variable->name);
        }
    }
}

// ---- globals

static LocalVar *upvalue_variable(const Lint *l, const Expr *e)
{
    return l->function->upvalues[e->upvalue].variable;
}

// True for the _ENV of the chunk, not one that it declares.
static bool is_chunk_environment(const Lint *l, const Expr *e)
{
    return e->kind == EXPR_UPVALUE && upvalue_variable(l, e) == NULL;
}

static bool is_global(const Lint *l, const Expr *e)
{
    return e->kind == EXPR_INDEX && e->is_global && is_chunk_environment(l, e->index.object);
}

static bool is_global_named(const Lint *l, const Expr *e, const char *name)
{
    return is_global(l, e) && is_named(e->index.key->string, name);
}

static void read_global(Lint *l, const Expr *e)
{
    GlobalRead *read = ARENA_NEW(l->arena, GlobalRead);
    const Expr *key = e->index.key;
    *read = (GlobalRead){l->reads, key->string, key->line, key->column};
    l->reads = read;
}

static void define_global(Lint *l, const Expr *e)
{
    note_of(l, e->index.key->string)->is_defined = true;
}

// [e] is looked at only for being nil or false, or not.
static void test_expr(Lint *l, const Expr *e)
{
    if (is_global(l, e)) {
        define_global(l, e);
    } else if (e->kind == EXPR_AND) { // its left operand is tested wherever it stands
        test_expr(l, e->operands.right);
    }
}

// Globals of other Lua versions are often read with an alternative: table.unpack or unpack.
static void test_foreign(Lint *l, const Expr *e)
{
    static const char names[] = "bit\0bit32\0getfenv\0jit\0loadstring\0module\0setfenv\0unpack\0";
    for (const char *name = names; *name != '\0'; name += strlen(name) + 1) {
        if (is_global_named(l, e, name)) {
            define_global(l, e);
        }
    }
}

static void report_globals(Lint *l, LintIsKnown is_known, void *data)
{
    for (const GlobalRead *read = l->reads; read != NULL; read = read->next) {
        if (!note_of(l, read->name)->is_defined && !is_known(data, read->name)) {
            const char *message = format(l, "undefined global '%s'", read->name->bytes);
            add_finding(l, read->line, read->column, message, read->name);
        }
    }
}

// ---- expressions

static void visit_list(Lint *l, const ExprList *list)
{
    for (const Expr *e = list->first; e != NULL; e = e->next) {
        visit_expr(l, e);
    }
}

static void visit_function(Lint *l, const FunctionNode *function)
{
    const FunctionNode *outer = l->function;
    Loop *loop = l->loop;
    int count = l->visible_count;
    l->function = function;
    l->loop = NULL;
    open_variables(l, &function->params);
    visit_statements(l, function->body);
    close_variables(l, count);
    l->function = outer;
    l->loop = loop;
}

static void visit_table(Lint *l, const Expr *table)
{
    for (const TableItem *item = table->table.first; item != NULL; item = item->next) {
        if (item->key != NULL) {
            visit_expr(l, item->key);
        }
        visit_expr(l, item->value);
    }
}

static void visit_arguments(Lint *l, const Expr *call)
{
    const Expr *first = call->call.arguments.first;
    if (first != NULL && is_global_named(l, call->call.function, "type")) {
        test_expr(l, first);
    }
    visit_list(l, &call->call.arguments);
}

// Tests that an operator makes, and its right operand.
static void visit_operator(Lint *l, const Expr *e)
{
    const Expr *left = e->operands.left;
    const Expr *right = e->operands.right;
    bool compares_nil = e->kind == EXPR_BINARY && (e->op == BINARY_EQ || e->op == BINARY_NE) &&
                        right->kind == EXPR_NIL;
    if (compares_nil || e->kind == EXPR_AND) {
        test_expr(l, left);
    } else if (e->kind == EXPR_OR) {
        test_foreign(l, left);
        test_foreign(l, right);
    }
    visit_expr(l, right);
}

// Visits all of a node but one part, which is returned; NULL: there is none.
static const Expr *visit_node(Lint *l, const Expr *e)
{
    switch (e->kind) {
    case EXPR_FUNCTION:
        visit_function(l, e->function);
        return NULL;
    case EXPR_LOCAL:
        e->local->is_read = true;
        return NULL;
    case EXPR_UPVALUE:
        if (upvalue_variable(l, e) != NULL) {
            upvalue_variable(l, e)->is_read = true;
        }
        return NULL;
    case EXPR_INDEX:
        if (is_global(l, e)) {
            read_global(l, e);
            return NULL;
        }
        visit_expr(l, e->index.key);
        return e->index.object;
    case EXPR_CALL:
    case EXPR_METHOD:
        visit_arguments(l, e);
        return e->call.function;
    case EXPR_UNARY:
        if (e->op == UNARY_NOT) {
            test_expr(l, e->operands.left);
        }
        return e->operands.left;
    case EXPR_PAREN:
        return e->operands.left;
    case EXPR_BINARY:
    case EXPR_AND:
    case EXPR_OR:
        visit_operator(l, e);
        return e->operands.left;
    case EXPR_TABLE:
        visit_table(l, e);
        return NULL;
    default:
        return NULL;
    }
}

// Chains of operators and suffixes are deep on their left side: that is followed without recursion.
static void visit_expr(Lint *l, const Expr *e)
{
    while (e != NULL) {
        e = visit_node(l, e);
    }
}

// ---- statements. What visits a statement returns true if control never goes on behind it.

static void visit_target(Lint *l, const Expr *e)
{
    if (e->kind == EXPR_UPVALUE && upvalue_variable(l, e) == NULL) {
        l->has_other_globals = true;
    } else if (is_global(l, e)) {
        define_global(l, e);
    } else if (e->kind == EXPR_INDEX) {
        const Expr *object = e->index.object;
        if (e->index.key->kind == EXPR_STRING &&
            (is_chunk_environment(l, object) || is_global_named(l, object, "_G"))) {
            define_global(l, e);
        }
        visit_expr(l, e);
    }
}

static void visit_assign(Lint *l, const Stat *stat)
{
    visit_list(l, &stat->assign.values);
    for (const Expr *e = stat->assign.targets.first; e != NULL; e = e->next) {
        visit_target(l, e);
    }
}

static void visit_local(Lint *l, const Stat *stat)
{
    const LocalList *names = &stat->local.names;
    const Expr *value = stat->local.values.first;
    visit_list(l, &stat->local.values);
    for (int i = 0; i < names->count; i++) {
        open_variable(l, names->items[i], true, value);
        value = value != NULL ? value->next : NULL;
    }
}

static bool visit_block(Lint *l, const Block *block)
{
    int count = l->visible_count;
    bool ends = visit_statements(l, block);
    close_variables(l, count);
    return ends;
}

static bool visit_if(Lint *l, const Stat *stat)
{
    bool ends = true;
    bool has_else = false;
    for (const IfArm *arm = stat->arms; arm != NULL; arm = arm->next) {
        has_else = arm->condition == NULL;
        if (!has_else) {
            test_expr(l, arm->condition);
            visit_expr(l, arm->condition);
        }
        ends &= visit_block(l, arm->block);
    }
    return ends && has_else;
}

static bool visit_while(Lint *l, const Stat *stat)
{
    Loop loop = {false};
    Loop *outer = l->loop;
    const Expr *condition = stat->loop.condition;
    test_expr(l, condition);
    visit_expr(l, condition);
    l->loop = &loop;
    visit_block(l, stat->loop.block);
    l->loop = outer;
    bool is_true = condition->kind > EXPR_FALSE && condition->kind <= EXPR_STRING;
    return (is_true || condition->kind == EXPR_TRUE) && !loop.has_break;
}

// The condition stands in the scope of the block.
static bool visit_repeat(Lint *l, const Stat *stat)
{
    Loop loop = {false};
    Loop *outer = l->loop;
    int count = l->visible_count;
    l->loop = &loop;
    bool ends = visit_statements(l, stat->loop.block);
    l->loop = outer;
    test_expr(l, stat->loop.condition);
    visit_expr(l, stat->loop.condition);
    close_variables(l, count);
    return (ends || stat->loop.condition->kind == EXPR_FALSE) && !loop.has_break;
}

static void visit_for(Lint *l, const Stat *stat)
{
    Loop loop = {false};
    Loop *outer = l->loop;
    int count = l->visible_count;
    const Block *block;
    if (stat->kind == STAT_FOR_NUMBER) {
        visit_expr(l, stat->for_number.init);
        visit_expr(l, stat->for_number.limit);
        visit_expr(l, stat->for_number.step);
        open_variable(l, stat->for_number.variable, false, NULL);
        block = stat->for_number.block;
    } else {
        visit_list(l, &stat->for_in.values);
        open_variables(l, &stat->for_in.names);
        block = stat->for_in.block;
    }
    l->loop = &loop;
    visit_statements(l, block);
    l->loop = outer;
    close_variables(l, count);
}

static bool visit_statement(Lint *l, const Stat *stat)
{
    switch (stat->kind) {
    case STAT_EXPR:
        visit_expr(l, stat->expr);
        return false;
    case STAT_LOCAL:
        visit_local(l, stat);
        return false;
    case STAT_LOCAL_FUNCTION:
        open_variable(l, stat->function.name, true, NULL);
        visit_expr(l, stat->function.function);
        stat->function.name->is_read = false; // nor does it need itself
        return false;
    case STAT_FUNCTION:
        visit_target(l, stat->function.target);
        visit_expr(l, stat->function.function);
        return false;
    case STAT_ASSIGN:
        visit_assign(l, stat);
        return false;
    case STAT_DO:
        return visit_block(l, stat->block);
    case STAT_WHILE:
        return visit_while(l, stat);
    case STAT_REPEAT:
        return visit_repeat(l, stat);
    case STAT_IF:
        return visit_if(l, stat);
    case STAT_FOR_NUMBER:
    case STAT_FOR_IN:
        visit_for(l, stat);
        return false;
    case STAT_RETURN:
        visit_list(l, &stat->values);
        return true;
    case STAT_BREAK:
        l->loop->has_break = true;
        return true;
    default:
        return stat->kind == STAT_GOTO;
    }
}

static bool visit_statements(Lint *l, const Block *block)
{
    bool ended = false;
    bool is_told = false; // one finding for a run of statements
    for (const Stat *stat = block->first; stat != NULL; stat = stat->next) {
        if (stat->kind == STAT_LABEL) {
            ended = is_told = false;
            continue;
        }
        if (ended && !is_told) {
            add_finding(l, stat->line, stat->column, "unreachable code", NULL);
            is_told = true;
        }
        ended |= visit_statement(l, stat);
    }
    return ended;
}

FindingList lint_chunk(Arena *arena, const FunctionNode *main, LintIsKnown is_known, void *data)
{
    Lint lint = {.arena = arena};
    visit_function(&lint, main);
    if (!lint.has_other_globals) {
        report_globals(&lint, is_known, data);
    }
    if (lint.found.count > 1) {
        qsort(lint.found.items, (size_t)lint.found.count, sizeof(Finding), compare_findings);
    }
    return lint.found;
}
