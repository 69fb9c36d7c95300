#pragma once

namespace tillbridge::tests {

/// Sanitizers keep freed memory and shadows of their own: under them resident memory says nothing about the program.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kMemoryTells = false;
#else
inline constexpr bool kMemoryTells = true;
#endif

}  // namespace tillbridge::tests
