#pragma once
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace tillbridge::tests {

/// How to undo what the open transaction did, the newest first.
class Journal {
 public:
  void note(std::function<void()> undo) { undos_.push_back(std::move(undo)); }
  void commit() { undos_.clear(); }
  void roll_back() {
    while (!undos_.empty()) {
      const auto undo = std::move(undos_.back());
      undos_.pop_back();
      undo();
    }
  }

 private:
  std::vector<std::function<void()>> undos_;
};

/// A sorted table whose changes the journal can take back. The table outlives the journal's entries.
template <class Key, class Row>
class JournaledTable {
 public:
  using Rows = std::map<Key, Row>;
  explicit JournaledTable(Journal& journal) : journal_(journal) {}

  const Rows& rows() const { return rows_; }
  const Row* find(const Key& key) const {
    const auto found = rows_.find(key);
    return found == rows_.end() ? nullptr : &found->second;
  }
  /// Absent = the row goes.
  void put(const Key& key, std::optional<Row> row) {
    const auto found = rows_.find(key);
    std::optional<Row> before = found == rows_.end() ? std::nullopt : std::optional(found->second);
    journal_.note([this, key, before = std::move(before)]() mutable { store(key, std::move(before)); });
    store(key, std::move(row));
  }

 private:
  void store(const Key& key, std::optional<Row> row) {
    if (row) rows_.insert_or_assign(key, *std::move(row));
    else rows_.erase(key);
  }

  Journal& journal_;
  Rows rows_;
};

}  // namespace tillbridge::tests
