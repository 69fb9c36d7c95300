#pragma once
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

/// Containers that the generated serialisers use in place of std::vector, so that memory stays flat however many rows a call
/// has. In the global namespace and with the member names of std::vector because generated code names them.

/// Rows of a request: keeps only the newest element. The row's own get() hook has handed it over before the next one comes.
template <class T>
class OneSlot {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  iterator begin() { return &slot_; }
  iterator end() { return &slot_ + (filled_ ? 1 : 0); }
  const_iterator begin() const { return &slot_; }
  const_iterator end() const { return &slot_ + (filled_ ? 1 : 0); }
  /// 0: what stands in the slot is nobody's earlier row, so the serialiser has no pointers to move.
  std::size_t size() const { return 0; }
  bool empty() const { return !filled_; }
  void clear() { filled_ = false; }
  iterator insert(iterator, T&& element) {
    slot_ = std::move(element);
    filled_ = true;
    return &slot_;
  }
  iterator insert(iterator where, const T& element) { return insert(where, T(element)); }

 private:
  T slot_{};
  bool filled_ = false;
};

/// Rows of an answer: element `i` is made when the serialiser comes to it and gone when it goes on.
template <class T>
class Streamed {
 public:
  using value_type = T;
  using Maker = std::function<T(std::size_t)>;

  class const_iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;
    const_iterator(const Streamed* from, std::size_t at) : from_(from), at_(at) {}
    reference operator*() const {
      made_ = from_->make_(at_);
      return made_;
    }
    pointer operator->() const { return &**this; }
    const_iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const const_iterator& other) const { return at_ == other.at_; }
    bool operator!=(const const_iterator& other) const { return at_ != other.at_; }

   private:
    const Streamed* from_;
    std::size_t at_;
    mutable T made_{};
  };
  using iterator = T*;

  void assign(std::size_t count, Maker make) {
    count_ = count;
    make_ = std::move(make);
  }
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, count_}; }
  iterator begin() { return &unused_; }
  iterator end() { return &unused_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  void clear() { assign(0, {}); }
  /// Answers are never read: what a serialiser would parse into here is dropped.
  iterator insert(iterator, const T&) { return &unused_; }

 private:
  std::size_t count_ = 0;
  Maker make_;
  T unused_{};
};
