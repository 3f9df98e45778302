// SPDX-License-Identifier: MIT
// lineinfo.c: line and column of each instruction, packed.
//
// Words are taken in groups of GROUP_WORDS. A block begins with one Group record per group: the
// position of its first word, and where the deltas of its other words begin in the stream that
// follows the records. A delta is one of
//     0ccccccc            same line, column moved by c - 64
//     10llllll cccccccc   line moved by l - 16, column c
//     11000000 line(4) column(2)   anything else
// so a word takes little more than a byte, and a look-up reads GROUP_WORDS deltas at most.

#include "vm/code/lineinfo.h"

#include <string.h>

#include "vm/heap/mem.h"

#define GROUP_WORDS 32
#define GROUP_BYTES 10 // uint32_t stream offset, uint32_t line, uint16_t column
#define DELTA_BYTES_MAX 7

#define COLUMN_BIAS 64
#define LINE_BIAS 16
#define LINE_FORM 0x80
#define FULL_FORM 0xC0

typedef struct Position {
    uint32_t line;
    uint16_t column;
} Position;

// ---- one delta

// Writes the step from one position to the next and returns its length.
static uint32_t write_delta(uint8_t *out, Position from, Position to)
{
    int64_t line_step = (int64_t)to.line - from.line;
    int column_step = (int)to.column - from.column;
    if (line_step == 0 && column_step >= -COLUMN_BIAS && column_step < COLUMN_BIAS) {
        out[0] = (uint8_t)(column_step + COLUMN_BIAS);
        return 1;
    }
    if (line_step >= -LINE_BIAS && line_step < COLUMN_BIAS - LINE_BIAS && to.column <= UINT8_MAX) {
        out[0] = (uint8_t)(LINE_FORM | (line_step + LINE_BIAS));
        out[1] = (uint8_t)to.column;
        return 2;
    }
    out[0] = FULL_FORM;
    memcpy(out + 1, &to.line, sizeof to.line);
    memcpy(out + 5, &to.column, sizeof to.column);
    return DELTA_BYTES_MAX;
}

static uint32_t delta_length(uint8_t first)
{
    return first < LINE_FORM ? 1 : first < FULL_FORM ? 2 : DELTA_BYTES_MAX;
}

// Moves [at] on by the delta at [in] and returns the delta's length.
static uint32_t read_delta(const uint8_t *in, Position *at)
{
    uint8_t first = in[0];
    if (first < LINE_FORM) {
        at->column = (uint16_t)(at->column + first - COLUMN_BIAS);
    } else if (first < FULL_FORM) {
        at->line += (uint32_t)((first & 0x3F) - LINE_BIAS);
        at->column = in[1];
    } else {
        memcpy(&at->line, in + 1, sizeof at->line);
        memcpy(&at->column, in + 5, sizeof at->column);
    }
    return delta_length(first);
}

// ---- groups

static uint32_t group_count(uint32_t words)
{
    return words / GROUP_WORDS + (words % GROUP_WORDS != 0);
}

static void write_group(uint8_t *out, uint32_t offset, Position first)
{
    memcpy(out, &offset, sizeof offset);
    memcpy(out + 4, &first.line, sizeof first.line);
    memcpy(out + 8, &first.column, sizeof first.column);
}

static uint32_t read_group(const uint8_t *in, Position *first)
{
    uint32_t offset;
    memcpy(&offset, in, sizeof offset);
    memcpy(&first->line, in + 4, sizeof first->line);
    memcpy(&first->column, in + 8, sizeof first->column);
    return offset;
}

// ---- packing

// Packs into [out], or only measures if that is NULL. Returns the size of the whole block.
static uint32_t pack(uint8_t *out, const uint32_t *lines, const uint16_t *columns, uint32_t count)
{
    uint32_t head = group_count(count) * GROUP_BYTES;
    uint32_t stream = 0;
    Position before = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        Position here = {lines[i], columns != NULL ? columns[i] : 0};
        if (i % GROUP_WORDS != 0) {
            uint8_t delta[DELTA_BYTES_MAX];
            uint32_t length = write_delta(delta, before, here);
            if (out != NULL) {
                memcpy(out + head + stream, delta, length);
            }
            stream += length;
        } else if (out != NULL) {
            write_group(out + i / GROUP_WORDS * GROUP_BYTES, stream, here);
        }
        before = here;
    }
    return head + stream;
}

uint8_t *lineinfo_pack(Thread *L, const uint32_t *lines, const uint16_t *columns, uint32_t count,
                       uint32_t *size_bytes)
{
    uint32_t size = pack(NULL, lines, columns, count);
    uint8_t *block = mem_alloc(L, size);
    pack(block, lines, columns, count);
    *size_bytes = size;
    return block;
}

// ---- reading

static Position position_at(const Proto *proto, uint32_t pc)
{
    Position at;
    const uint8_t *group = proto->lines + pc / GROUP_WORDS * GROUP_BYTES;
    const uint8_t *delta = proto->lines + group_count(proto->code_count) * GROUP_BYTES;
    delta += read_group(group, &at);
    for (uint32_t n = pc % GROUP_WORDS; n > 0; n--) {
        delta += read_delta(delta, &at);
    }
    return at;
}

int lineinfo_line(const Proto *proto, uint32_t pc)
{
    if (proto->lines == NULL || pc >= proto->code_count) {
        return -1;
    }
    return (int)position_at(proto, pc).line;
}

int lineinfo_column(const Proto *proto, uint32_t pc)
{
    if (proto->lines == NULL || pc >= proto->code_count) {
        return 0;
    }
    return position_at(proto, pc).column;
}

bool lineinfo_is_valid(const Proto *proto)
{
    if (proto->lines == NULL) {
        return proto->lines_bytes == 0;
    }
    uint64_t head = (uint64_t)group_count(proto->code_count) * GROUP_BYTES;
    uint64_t at = head;
    Position position = {0, 0};
    for (uint32_t i = 0; i < proto->code_count; i++) {
        if (at < head || at > proto->lines_bytes || head > proto->lines_bytes) {
            return false;
        }
        if (i % GROUP_WORDS == 0) {
            uint32_t offset = read_group(proto->lines + i / GROUP_WORDS * GROUP_BYTES, &position);
            if (offset != at - head) {
                return false;
            }
        } else {
            const uint8_t *delta = proto->lines + at;
            if (at == proto->lines_bytes || delta_length(*delta) > proto->lines_bytes - at) {
                return false;
            }
            at += read_delta(delta, &position);
        }
        if (position.line > INT32_MAX) {
            return false;
        }
    }
    return at == proto->lines_bytes;
}
