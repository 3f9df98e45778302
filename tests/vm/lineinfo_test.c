// SPDX-License-Identifier: MIT
// lineinfo_test.c: packed line information gives back what was packed, and damaged blocks are found
// out. Prints "ok".

#include "vm/code/lineinfo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/heap/mem.h"
#include "vm/heap/state.h"

#define WORDS_MAX 3000

#define CHECK(condition) \
    do { \
        if (!(condition)) { \
            printf("FAIL: line %d: %s\n", __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

static uint32_t lines[WORDS_MAX];
static uint16_t columns[WORDS_MAX];

static void *host_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    (void)data;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

static uint32_t random_below(uint32_t n)
{
    static uint64_t state = 12345;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

// Steps as in source text, with some of any size.
static void make_positions(uint32_t count)
{
    uint32_t line = 1;
    uint32_t column = 1;
    for (uint32_t i = 0; i < count; i++) {
        switch (random_below(8)) {
        case 0:
            line += random_below(4);
            column = random_below(20);
            break;
        case 1:
            line = line > 30 ? line - random_below(30) : line;
            break;
        case 2:
            if (random_below(20) == 0) {
                line = random_below(INT32_MAX);
                column = random_below(65536);
            }
            break;
        default:
            column = (column + random_below(100)) % 65536;
        }
        lines[i] = line;
        columns[i] = (uint16_t)column;
    }
}

static void check_block(Thread *L, uint32_t count, bool has_columns)
{
    Proto proto = {.code_count = count};
    proto.lines = lineinfo_pack(L, lines, has_columns ? columns : NULL, count, &proto.lines_bytes);
    CHECK(lineinfo_is_valid(&proto));
    for (uint32_t i = 0; i < count; i++) {
        CHECK(lineinfo_line(&proto, i) == (int)lines[i]);
        CHECK(lineinfo_column(&proto, i) == (has_columns ? columns[i] : 0));
    }
    CHECK(lineinfo_line(&proto, count) == -1);
    // A block of another length is never right; one that passes the check can be read anywhere.
    proto.lines_bytes--;
    CHECK(!lineinfo_is_valid(&proto));
    proto.lines_bytes++;
    for (int n = 0; n < 200; n++) {
        uint8_t *byte = &proto.lines[random_below(proto.lines_bytes)];
        uint8_t old = *byte;
        *byte = (uint8_t)random_below(256);
        if (lineinfo_is_valid(&proto)) {
            CHECK(lineinfo_line(&proto, random_below(count)) >= 0);
        }
        *byte = old;
    }
    mem_free(L, proto.lines, proto.lines_bytes);
}

int main(void)
{
    Thread *L = state_open(host_alloc, NULL, 1);
    CHECK(L != NULL);
    for (uint32_t count = 1; count < WORDS_MAX; count += 1 + count / 7) {
        make_positions(count);
        check_block(L, count, true);
        check_block(L, count, false);
    }
    Proto stripped = {.code_count = 3};
    CHECK(lineinfo_is_valid(&stripped));
    CHECK(lineinfo_line(&stripped, 1) == -1 && lineinfo_column(&stripped, 1) == 0);
    state_free(L);
    printf("ok\n");
    return 0;
}
