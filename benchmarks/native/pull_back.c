/* g after f on integers, the C side of `compose-int64`. Knots lie on one grid, so coordinates are int64.

   f has `pieces` pieces between the knots (fx[i], fy[i]), i = 0..pieces; g has knots at gx[0] < ... < gx[size - 1]. For
   each piece of f and each knot of g strictly inside its image there is one knot of g after f. Written are, with x
   increasing, numerators[o] and indices[o]: x = numerators[o] / |fy[i + 1] - fy[i]|, y = that of g's knot indices[o];
   starts[i] is the first o of piece i, starts[pieces] the number of all. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* The number of values <= bound; they increase. */
static size_t count_up_to(const int64_t *values, size_t size, int64_t bound)
{
    size_t low = 0, high = size;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (values[middle] <= bound)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The number of values < bound; they increase. */
static size_t count_below(const int64_t *values, size_t size, int64_t bound)
{
    size_t low = 0, high = size;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (values[middle] < bound)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The knots of g strictly between two values: numbers first..end - 1. */
typedef struct {
    size_t first, end;
} range;

static range range_between(const int64_t *gx, size_t size, int64_t one, int64_t other)
{
    int64_t low = one < other ? one : other, high = one < other ? other : one;
    range found = {count_up_to(gx, size, low), count_below(gx, size, high)};
    if (found.end < found.first)
        found.end = found.first;
    return found;
}

/* Write the knots on one piece, and return how many. */
static size_t pull_back_piece(int64_t x, int64_t dx, int64_t y, int64_t dy, range knots, const int64_t *restrict gx,
                              int64_t *restrict numerators, int32_t *restrict indices)
{
    size_t count = knots.end - knots.first;
    if (dy > 0) {
        int64_t shift = x * dy - y * dx;
        for (size_t o = 0; o < count; o++) {
            numerators[o] = gx[knots.first + o] * dx + shift;
            indices[o] = (int32_t)(knots.first + o);
        }
    } else {
        int64_t shift = y * dx - x * dy;
        for (size_t o = 0; o < count; o++) {
            numerators[o] = shift - gx[knots.end - 1 - o] * dx;
            indices[o] = (int32_t)(knots.end - 1 - o);
        }
    }
    return count;
}

size_t pull_back(const int64_t *fx, const int64_t *fy, size_t pieces, const int64_t *gx, size_t size,
                 int64_t *numerators, int32_t *indices, int64_t *starts)
{
    size_t written = 0;
    for (size_t i = 0; i < pieces; i++) {
        starts[i] = (int64_t)written;
        written += pull_back_piece(fx[i], fx[i + 1] - fx[i], fy[i], fy[i + 1] - fy[i],
                                   range_between(gx, size, fy[i], fy[i + 1]), gx, numerators + written,
                                   indices + written);
    }
    starts[pieces] = (int64_t)written;
    return written;
}

/* How many knots pull_back writes. */
size_t pull_back_count(const int64_t *fy, size_t pieces, const int64_t *gx, size_t size)
{
    size_t total = 0;
    for (size_t i = 0; i < pieces; i++) {
        range knots = range_between(gx, size, fy[i], fy[i + 1]);
        total += knots.end - knots.first;
    }
    return total;
}

/* The same into memory that it takes and gives back, as a program must that does not know the size of its result: all
   ranges first, then the memory, then the knots. */
size_t pull_back_fresh(const int64_t *fx, const int64_t *fy, size_t pieces, const int64_t *gx, size_t size)
{
    range *ranges = malloc((pieces + 1) * sizeof *ranges);
    int64_t *starts = malloc((pieces + 1) * sizeof *starts), *numerators = NULL;
    int32_t *indices = NULL;
    size_t total = 0, written = 0;
    if (ranges && starts) {
        for (size_t i = 0; i < pieces; i++) {
            starts[i] = (int64_t)total;
            ranges[i] = range_between(gx, size, fy[i], fy[i + 1]);
            total += ranges[i].end - ranges[i].first;
        }
        starts[pieces] = (int64_t)total;
        numerators = malloc((total + 1) * sizeof *numerators);
        indices = malloc((total + 1) * sizeof *indices);
    }
    if (numerators && indices)
        for (size_t i = 0; i < pieces; i++)
            written += pull_back_piece(fx[i], fx[i + 1] - fx[i], fy[i], fy[i + 1] - fy[i], ranges[i], gx,
                                       numerators + written, indices + written);
    free(numerators);
    free(indices);
    free(starts);
    free(ranges);
    return written;
}
