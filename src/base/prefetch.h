/* Asks for memory that is needed soon: to be changed, or to be read only. A hint, which may be at
 * any address. */
#ifndef GOUW_BASE_PREFETCH_H
#define GOUW_BASE_PREFETCH_H

#if defined(__GNUC__)
#define GOUW_PREFETCH(address)      __builtin_prefetch(address, 1)
#define GOUW_PREFETCH_READ(address) __builtin_prefetch(address)
#else
#define GOUW_PREFETCH(address)      ((void)(address))
#define GOUW_PREFETCH_READ(address) ((void)(address))
#endif

#endif
