// How the program's memory is allocated, where it is linked with jemalloc (MESETA_JEMALLOC).
//
// A simulation touches a hundred bytes here and there in a gigabyte, so it waits for the page walks
// of small pages; and what it frees it will want again, so giving it back to the kernel only costs.

// Read by jemalloc before main. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:auto,dirty_decay_ms:-1,muzzy_decay_ms:-1";
