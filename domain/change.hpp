#pragma once
#include <optional>
#include <utility>

namespace tillbridge::domain {

/// What one field of an update asks for: absent = leave as it is, clear = empty or nil was sent, set = a value was sent.
template <class T>
class Change {
 public:
  Change() = default;
  static Change clear() { Change c; c.sent_ = true; return c; }
  static Change set(T value) { Change c; c.sent_ = true; c.value_ = std::move(value); return c; }

  bool is_absent() const { return !sent_; }
  bool is_clear() const { return sent_ && !value_; }
  bool is_set() const { return value_.has_value(); }
  const T& value() const { return value_.value(); }

  /// The stored value after this change.
  void apply_to(std::optional<T>& stored) const {
    if (sent_) stored = value_;
  }
  /// For fields whose empty value means "none".
  void apply_to(T& stored) const {
    if (sent_) stored = value_.value_or(T{});
  }

 private:
  bool sent_ = false;
  std::optional<T> value_;
};

}  // namespace tillbridge::domain
