// SPDX-License-Identifier: MIT
// gc_weak.c: weak tables (manual, 2.5.4).
//
// Marking only lists the weak tables it meets. When all else is marked, weak_converge marks what
// they hold strongly: keys of tables with weak values; values of tables with weak keys (ephemerons)
// as soon as their keys are reached. A chain of ephemerons can need a pass for each link, so after
// a few passes the entries still undecided go to a map from key to value, and traversing a key
// marks its value (ephemeron_key_marked): linear again. Without memory for the map the passes
// simply go on. Strings are values, not objects, to weak tables: they are marked when met and never
// removed.

#include "vm/heap/heap.h"
#include "vm/heap/table.h"

#define PASSES_BEFORE_MAP 3

typedef struct MapNode {
    Object *key;
    Object *value;
    uint32_t next; // index + 1 of the next node in the bucket
} MapNode;

struct EphemeronMap {
    MapNode *nodes;
    uint32_t *buckets;
    uint32_t capacity; // nodes
    uint32_t count;
    uint32_t mask;
    bool overflow;
};

// True if a weak reference to it must be removed. Marks strings.
static bool is_cleared(Runtime *rt, uint8_t tag, Object *o)
{
    if (!tag_is_collectable(tag)) {
        return false;
    }
    if (tag_is_string(tag)) {
        mark_object(rt, o);
        return false;
    }
    return o->mark != rt->black;
}

static uint8_t weak_flags(const Table *t)
{
    return t->header.flags & (OBJECT_WEAK_KEYS | OBJECT_WEAK_VALUES);
}

// ---- each weak table reached, even those that were lost for want of memory

typedef struct WeakVisit {
    void (*f)(Runtime *rt, Table *t, void *data);
    void *data;
} WeakVisit;

static void visit_lost(Runtime *rt, Object *o, void *data)
{
    WeakVisit *visit = data;
    if (o->type == TAG_TABLE && o->mark == rt->black && weak_flags((Table *)o) != 0) {
        visit->f(rt, (Table *)o, visit->data);
    }
}

static void each_weak(Runtime *rt, size_t from, void (*f)(Runtime *, Table *, void *), void *data)
{
    ObjectVector *weak = &rt->heap->weak;
    if (weak->overflow) {
        WeakVisit visit = {f, data};
        heap_walk(rt, visit_lost, &visit);
        return;
    }
    for (size_t i = from; i < weak->count; i++) {
        f(rt, (Table *)weak->items[i], data);
    }
}

// ---- ephemerons

typedef struct Pass {
    size_t marked;    // values marked
    size_t undecided; // entries with both key and value not reached
    bool backwards;
    EphemeronMap *map; // to be filled, or NULL
} Pass;

static uint32_t map_bucket(const EphemeronMap *map, const Object *key)
{
    return (uint32_t)(((uintptr_t)key >> 3) * 2654435761u) >> 7 & map->mask;
}

static void map_add(EphemeronMap *map, Object *key, Object *value)
{
    if (map->count == map->capacity) {
        map->overflow = true;
        return;
    }
    uint32_t *bucket = &map->buckets[map_bucket(map, key)];
    map->nodes[map->count] = (MapNode){key, value, *bucket};
    *bucket = ++map->count;
}

void ephemeron_key_marked(Runtime *rt, Object *key)
{
    EphemeronMap *map = rt->heap->ephemerons;
    uint32_t *link = &map->buckets[map_bucket(map, key)];
    while (*link != 0) {
        MapNode *node = &map->nodes[*link - 1];
        if (node->key == key) {
            mark_object(rt, node->value); // does not recurse: [key] is being traversed
            *link = node->next;
        } else {
            link = &node->next;
        }
    }
}

static void ephemeron_entry(Runtime *rt, Entry *e, Pass *pass)
{
    if (e->tag == TAG_NIL) {
        if (e->key_tag == TAG_SHORT_STRING) {
            mark_object(rt, e->key.object);
        } else if (tag_is_collectable(e->key_tag)) {
            e->key_tag = TAG_DEAD_KEY;
        }
        return;
    }
    bool key_dead = is_cleared(rt, e->key_tag, e->key.object);
    if (!tag_is_collectable(e->tag) || e->value.object->mark == rt->black) {
        return;
    }
    if (!key_dead) {
        mark_object(rt, e->value.object);
        pass->marked++;
        return;
    }
    pass->undecided++;
    if (pass->map != NULL) {
        map_add(pass->map, e->key.object, e->value.object);
    }
}

static void mark_weak_table(Runtime *rt, Table *t, void *data)
{
    Pass *pass = data;
    uint32_t count = table_entry_count(t);
    if (weak_flags(t) == OBJECT_WEAK_KEYS) {
        traverse_array(rt, t, 0, t->array_capacity);
        for (uint32_t i = 0; i < count; i++) {
            ephemeron_entry(rt, &t->entries[pass->backwards ? count - 1 - i : i], pass);
        }
    } else if (weak_flags(t) == OBJECT_WEAK_VALUES) {
        for (Entry *e = t->entries, *end = e + count; e < end; e++) {
            if (tag_is_collectable(e->key_tag) && e->tag != TAG_NIL) {
                mark_object(rt, e->key.object);
            }
        }
    }
}

static Pass run_pass(Runtime *rt, bool backwards, EphemeronMap *map)
{
    Pass pass = {.backwards = backwards, .map = map};
    size_t known = rt->heap->weak_found;
    each_weak(rt, 0, mark_weak_table, &pass);
    mark_all_gray(rt);
    if (rt->heap->weak_found != known) {
        pass.marked++; // new tables: look again
    }
    return pass;
}

static bool map_init(Runtime *rt, EphemeronMap *map, size_t capacity)
{
    if (capacity > UINT32_MAX / 4) {
        return false;
    }
    uint32_t buckets = 16;
    while (buckets < capacity) {
        buckets *= 2;
    }
    map->nodes = mem_try_raw(rt, capacity * sizeof(MapNode));
    map->buckets = mem_try_raw(rt, buckets * sizeof(uint32_t));
    map->capacity = (uint32_t)capacity;
    map->mask = buckets - 1;
    for (uint32_t i = 0; map->buckets != NULL && i < buckets; i++) {
        map->buckets[i] = 0;
    }
    return map->nodes != NULL && map->buckets != NULL;
}

// One pass that fills a map of [undecided] entries; then marks follow the map.
static Pass converge_by_map(Runtime *rt, size_t undecided)
{
    EphemeronMap map = {0};
    Pass pass = {.marked = 1};
    if (map_init(rt, &map, undecided)) {
        rt->heap->ephemerons = &map;
        pass = run_pass(rt, false, &map);
        rt->heap->ephemerons = NULL;
        // What the map did not hold (tables found meanwhile) needs further passes.
        pass = run_pass(rt, false, NULL);
    }
    mem_free_raw(rt, map.nodes, map.capacity * sizeof(MapNode));
    mem_free_raw(rt, map.buckets, ((size_t)map.mask + 1) * sizeof(uint32_t));
    return pass;
}

void weak_converge(Runtime *rt)
{
    if (rt->heap->weak.count == 0 && !rt->heap->weak.overflow) {
        return;
    }
    Pass pass;
    int passes = 0;
    do {
        pass = run_pass(rt, passes & 1, NULL);
        if (++passes % PASSES_BEFORE_MAP == 0 && pass.marked > 0 && pass.undecided > 0) {
            pass = converge_by_map(rt, pass.undecided);
        }
    } while (pass.marked > 0);
}

// ---- clearing

static void clear_entry(Entry *e)
{
    e->tag = TAG_NIL;
    if (tag_is_collectable(e->key_tag) && e->key_tag != TAG_SHORT_STRING) {
        e->key_tag = TAG_DEAD_KEY;
    }
}

static void clear_values(Runtime *rt, Table *t, void *data)
{
    (void)data;
    if (!(weak_flags(t) & OBJECT_WEAK_VALUES)) {
        return;
    }
    uint8_t *tags = (uint8_t *)t->array;
    for (uint32_t i = 0; i < t->array_capacity; i++) {
        if (is_cleared(rt, tags[i], table_array_payload(t, (lua_Unsigned)i + 1)->object)) {
            tags[i] = TAG_NIL;
        }
    }
    for (Entry *e = t->entries, *end = e + table_entry_count(t); e < end; e++) {
        if (e->tag != TAG_NIL && is_cleared(rt, e->tag, e->value.object)) {
            clear_entry(e);
        }
        if (e->tag == TAG_NIL && e->key_tag == TAG_SHORT_STRING) {
            mark_object(rt, e->key.object);
        } else if (e->tag == TAG_NIL && tag_is_collectable(e->key_tag)) {
            e->key_tag = TAG_DEAD_KEY;
        }
    }
}

static void clear_keys(Runtime *rt, Table *t, void *data)
{
    (void)data;
    if (!(weak_flags(t) & OBJECT_WEAK_KEYS)) {
        return;
    }
    for (Entry *e = t->entries, *end = e + table_entry_count(t); e < end; e++) {
        if (e->tag != TAG_NIL && is_cleared(rt, e->key_tag, e->key.object)) {
            clear_entry(e);
        }
    }
}

// [from]: index in the list of weak tables.
void weak_clear_values(Runtime *rt, size_t from)
{
    each_weak(rt, from, clear_values, NULL);
}

void weak_clear_keys(Runtime *rt)
{
    each_weak(rt, 0, clear_keys, NULL);
}
