/// How often the calling thread has asked for memory: calls of malloc, calloc, realloc, posix_memalign and
/// aligned_alloc, from wherever they come. -1 where they cannot be counted.
long allocations_of_this_thread(void);
