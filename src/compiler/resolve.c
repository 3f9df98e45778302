// SPDX-License-Identifier: MIT
// resolve.c: what names mean, while the parser runs.
//
// A name is looked for among the active locals of the function, newest first, then among the
// upvalues the function has already, then in the enclosing function by the same rule; on the way
// back every function in between gets an upvalue. Within one function a name that denotes an outer
// variable keeps doing so, because nothing is declared outside while the function is read: so
// upvalues can be found by name. Uses of constants become copies of their literal, wherever they
// stand.

#include "src/compiler/resolve.h"

#include <string.h>

#include "src/compiler/parser.h"

// Makes room for one more item in a growing array of the arena.
static void *make_room(Parser *p, void *items, int count, int *capacity, size_t item_size)
{
    if (LIKELY(count < *capacity)) {
        return items;
    }
    int old = *capacity;
    *capacity = old == 0 ? 4 : old * 2;
    return arena_grow(p->arena, items, (size_t)old * item_size, (size_t)*capacity * item_size);
}

static _Noreturn void fail_limit(Parser *p, const FunctionNode *function, const char *what,
                                 int limit)
{
    if (function->line_defined == 0) {
        parser_fail_near(p, "too many %s (limit is %d) in main function", what, limit);
    }
    parser_fail_near(p, "too many %s (limit is %d) in function at line %d", what, limit,
                     (int)function->line_defined);
}

// ---- scopes

void resolve_open_function(Parser *p, FunctionScope *scope, FunctionNode *node)
{
    *scope = (FunctionScope){.outer = p->function,
                             .node = node,
                             .first_local = p->local_count,
                             .first_label = p->label_count};
    node->parent = scope->outer != NULL ? scope->outer->node : NULL;
    p->function = scope;
}

static _Noreturn void fail_unbound(Parser *p, const JumpEntry *entry)
{
    if (entry->name == NULL) {
        parser_fail_plain(p, "break outside loop at line %d", (int)entry->stat->line);
    }
    parser_fail_plain(p, "no visible label '%s' for <goto> at line %d", entry->name->bytes,
                      (int)entry->stat->line);
}

void resolve_close_function(Parser *p)
{
    int first_goto = p->function->block->first_goto;
    resolve_close_block(p);
    if (p->goto_count > first_goto) {
        fail_unbound(p, &p->gotos[first_goto]);
    }
    p->function = p->function->outer;
}

void resolve_open_block(Parser *p, BlockScope *scope, Stat *loop)
{
    *scope = (BlockScope){.outer = p->function->block,
                          .block = ARENA_NEW(p->arena, Block),
                          .loop = loop,
                          .active_count = p->function->active_count,
                          .first_label = p->label_count,
                          .first_goto = p->goto_count};
    p->function->block = scope;
}

void resolve_close_block(Parser *p)
{
    FunctionScope *function = p->function;
    BlockScope *scope = function->block;
    const LocalList *locals = &scope->block->locals;
    for (int i = 0; i < locals->count; i++) {
        scope->block->has_captured |= locals->items[i]->is_captured;
    }
    for (int i = scope->first_goto; i < p->goto_count; i++) {
        p->gotos[i].active_count = scope->active_count;
    }
    p->label_count = scope->first_label;
    p->local_count = function->first_local + scope->active_count;
    function->active_count = scope->active_count;
    function->block = scope->outer;
}

// ---- variables

static void declare(Parser *p, AstString *name, LocalVar *variable)
{
    FunctionScope *function = p->function;
    if (p->local_count - function->first_local >= LOCAL_MAX) {
        fail_limit(p, function->node, "local variables", LOCAL_MAX);
    }
    p->locals = make_room(p, p->locals, p->local_count, &p->local_capacity, sizeof(DeclaredLocal));
    p->locals[p->local_count++] = (DeclaredLocal){.name = name, .variable = variable};
}

LocalVar *resolve_declare(Parser *p, AstString *name, uint32_t line, uint16_t column)
{
    LocalVar *variable = ARENA_NEW(p->arena, LocalVar);
    variable->name = name;
    variable->function = p->function->node;
    variable->line = line;
    variable->column = column;
    declare(p, name, variable);
    return variable;
}

void resolve_declare_hidden(Parser *p, int count)
{
    for (int i = 0; i < count; i++) {
        declare(p, NULL, NULL);
    }
}

void resolve_append_local(Parser *p, LocalList *list, LocalVar *variable)
{
    list->items = make_room(p, list->items, list->count, &list->capacity, sizeof(LocalVar *));
    list->items[list->count++] = variable;
}

void resolve_activate(Parser *p, int count)
{
    FunctionScope *function = p->function;
    Block *block = function->block->block;
    for (int i = 0; i < count; i++) {
        LocalVar *variable = p->locals[function->first_local + function->active_count++].variable;
        if (variable != NULL) {
            resolve_append_local(p, &block->locals, variable);
            block->has_close |= variable->attribute == ATTRIBUTE_CLOSE;
        }
    }
}

// What a name denotes in a function.
typedef struct Denoted {
    enum { DENOTES_NOTHING, DENOTES_LOCAL, DENOTES_UPVALUE } kind; // constants are locals
    LocalVar *variable;                                            // NULL: _ENV of the main chunk
    uint8_t upvalue;
} Denoted;

static LocalVar *find_local(const Parser *p, const FunctionScope *function, const AstString *name)
{
    for (int i = function->first_local + function->active_count; i-- > function->first_local;) {
        if (p->locals[i].name == name) {
            return p->locals[i].variable;
        }
    }
    return NULL;
}

static uint8_t add_upvalue(Parser *p, FunctionNode *node, UpvalueNode upvalue)
{
    if (node->upvalue_count >= UPVALUE_MAX) {
        fail_limit(p, node, "upvalues", UPVALUE_MAX);
    }
    node->upvalues = make_room(p, node->upvalues, node->upvalue_count, &node->upvalue_capacity,
                               sizeof(UpvalueNode));
    node->upvalues[node->upvalue_count] = upvalue;
    return (uint8_t)node->upvalue_count++;
}

void resolve_add_env(Parser *p)
{
    add_upvalue(p, p->function->node, (UpvalueNode){.name = p->env_name, .in_stack = true});
}

static Denoted find_name(Parser *p, FunctionScope *function, AstString *name)
{
    LocalVar *variable = find_local(p, function, name);
    if (variable != NULL) {
        return (Denoted){DENOTES_LOCAL, variable, 0};
    }
    FunctionNode *node = function->node;
    for (int i = 0; i < node->upvalue_count; i++) {
        if (node->upvalues[i].name == name) {
            return (Denoted){DENOTES_UPVALUE, node->upvalues[i].variable, (uint8_t)i};
        }
    }
    if (function->outer == NULL) {
        return (Denoted){DENOTES_NOTHING, NULL, 0};
    }
    Denoted found = find_name(p, function->outer, name);
    bool is_local = found.kind == DENOTES_LOCAL;
    if (found.kind == DENOTES_NOTHING || (is_local && found.variable->is_constant)) {
        return found;
    }
    if (is_local) {
        found.variable->is_captured = true;
    }
    UpvalueNode upvalue = {
        .name = name, .variable = found.variable, .in_stack = is_local, .index = found.upvalue};
    uint8_t index = add_upvalue(p, node, upvalue);
    return (Denoted){DENOTES_UPVALUE, found.variable, index};
}

static Expr *copy_constant(Parser *p, LocalVar *variable, uint32_t line, uint16_t column)
{
    variable->is_read = true;
    Expr *e = parser_new_expr(p, variable->constant->kind, line, column);
    switch (e->kind) {
    case EXPR_INTEGER:
        e->integer = variable->constant->integer;
        break;
    case EXPR_FLOAT:
        e->number = variable->constant->number;
        break;
    case EXPR_STRING:
        e->string = variable->constant->string;
        break;
    default:
        break;
    }
    p->constant_use = e;
    p->constant_name = variable->name;
    return e;
}

static Expr *make_use(Parser *p, Denoted denoted, uint32_t line, uint16_t column)
{
    if (denoted.kind == DENOTES_UPVALUE) {
        Expr *e = parser_new_expr(p, EXPR_UPVALUE, line, column);
        e->upvalue = denoted.upvalue;
        return e;
    }
    if (denoted.variable->is_constant) {
        return copy_constant(p, denoted.variable, line, column);
    }
    Expr *e = parser_new_expr(p, EXPR_LOCAL, line, column);
    e->local = denoted.variable;
    return e;
}

Expr *resolve_name(Parser *p, AstString *name, uint32_t line, uint16_t column)
{
    Denoted denoted = find_name(p, p->function, name);
    if (denoted.kind != DENOTES_NOTHING) {
        return make_use(p, denoted, line, column);
    }
    Expr *e = parser_new_expr(p, EXPR_INDEX, line, column);
    e->is_global = true;
    e->index.object = make_use(p, find_name(p, p->function, p->env_name), line, column);
    e->index.key = parser_new_expr(p, EXPR_STRING, line, column);
    e->index.object->read_line = e->index.key->read_line = line;
    e->index.key->string = name;
    return e;
}

static _Noreturn void fail_constant(Parser *p, const AstString *name)
{
    parser_fail_plain(p, "attempt to assign to const variable '%s'", name->bytes);
}

void resolve_assign(Parser *p, const Expr *target)
{
    LocalVar *variable = NULL;
    if (target->kind == EXPR_LOCAL) {
        variable = target->local;
    } else if (target->kind == EXPR_UPVALUE) {
        variable = p->function->node->upvalues[target->upvalue].variable;
    } else if (target == p->constant_use) {
        fail_constant(p, p->constant_name);
    }
    if (variable == NULL) {
        return;
    }
    if (variable->attribute != ATTRIBUTE_NONE) {
        fail_constant(p, variable->name);
    }
    variable->is_assigned = true;
}

// ---- jumps

static void push_goto(Parser *p, AstString *name, Stat *stat)
{
    p->gotos = make_room(p, p->gotos, p->goto_count, &p->goto_capacity, sizeof(JumpEntry));
    p->gotos[p->goto_count++] =
        (JumpEntry){.name = name, .stat = stat, .active_count = p->function->active_count};
}

static Stat *find_label(const Parser *p, const AstString *name)
{
    for (int i = p->function->first_label; i < p->label_count; i++) {
        if (p->labels[i].name == name) {
            return p->labels[i].stat;
        }
    }
    return NULL;
}

void resolve_goto(Parser *p, Stat *stat)
{
    stat->jump.label = find_label(p, stat->jump.name);
    if (stat->jump.label == NULL) {
        push_goto(p, stat->jump.name, stat);
    }
}

void resolve_break(Parser *p, Stat *stat)
{
    for (const BlockScope *scope = p->function->block; scope != NULL; scope = scope->outer) {
        if (scope->loop != NULL) {
            stat->jump.label = scope->loop;
            return;
        }
    }
    push_goto(p, NULL, stat); // an error, which 5.4 reports at the end of the function
}

void resolve_check_label(Parser *p, const Stat *stat)
{
    const Stat *other = find_label(p, stat->label.name);
    if (other != NULL) {
        parser_fail_plain(p, "label '%s' already defined on line %d", stat->label.name->bytes,
                          (int)other->line);
    }
}

static _Noreturn void fail_scope(Parser *p, const JumpEntry *entry)
{
    const DeclaredLocal *entered = &p->locals[p->function->first_local + entry->active_count];
    parser_fail_plain(p, "<goto %s> at line %d jumps into the scope of local '%s'",
                      entry->name->bytes, (int)entry->stat->line, entered->name->bytes);
}

// Binds the gotos that wait for this label in its block, and takes them off the stack.
static void bind_pending(Parser *p, int first_goto, const JumpEntry *label)
{
    int kept = first_goto;
    for (int i = first_goto; i < p->goto_count; i++) {
        const JumpEntry *entry = &p->gotos[i];
        if (entry->name != label->name) {
            p->gotos[kept++] = *entry;
            continue;
        }
        if (entry->active_count < label->active_count) {
            fail_scope(p, entry);
        }
        entry->stat->jump.label = label->stat;
    }
    p->goto_count = kept;
}

void resolve_label(Parser *p, Stat *stat, bool is_last)
{
    const BlockScope *scope = p->function->block;
    JumpEntry label = {.name = stat->label.name,
                       .stat = stat,
                       .active_count = is_last ? scope->active_count : p->function->active_count};
    stat->label.block = scope->block;
    stat->label.local_count = is_last ? 0 : scope->block->locals.count;
    p->labels = make_room(p, p->labels, p->label_count, &p->label_capacity, sizeof(JumpEntry));
    p->labels[p->label_count++] = label;
    bind_pending(p, scope->first_goto, &label);
}
