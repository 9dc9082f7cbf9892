/* A copy of bytes, the other side of `skeleton`. */

#include <stddef.h>
#include <string.h>

void copy_bytes(void *target, const void *source, size_t count)
{
    memcpy(target, source, count);
}
