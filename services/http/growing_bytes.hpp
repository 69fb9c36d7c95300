#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace tillbridge::services::http {

/// Bytes that grow by realloc(): a long piece gets more pages and is not copied, so that growing never holds it twice.
class GrowingBytes {
 public:
  void append(std::string_view bytes) {
    if (bytes.size() > capacity_ - size_) grow(size_ + bytes.size());
    std::memcpy(start_.get() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  std::string_view view() const { return {start_.get(), size_}; }
  std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// Empty, and without memory.
  void free() { *this = {}; }

  GrowingBytes() = default;
  GrowingBytes(GrowingBytes&& other) noexcept : start_(std::move(other.start_)), size_(std::exchange(other.size_, 0)), capacity_(std::exchange(other.capacity_, 0)) {}
  GrowingBytes& operator=(GrowingBytes&& other) noexcept {
    start_ = std::move(other.start_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }

 private:
  struct Free {
    void operator()(char* start) const { std::free(start); }
  };

  void grow(std::size_t least) {
    const std::size_t capacity = std::max(least, capacity_ + capacity_ / 2);
    auto* grown = static_cast<char*>(std::realloc(start_.get(), capacity));
    if (grown == nullptr) throw std::bad_alloc();
    static_cast<void>(start_.release());
    start_.reset(grown);
    capacity_ = capacity;
  }

  std::unique_ptr<char, Free> start_;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace tillbridge::services::http
