#include "persistence/soci/keyed_read.hpp"

#include <algorithm>
#include <span>

#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

/// Fewer keys are asked for by name, and so are fewer than kFewestToTry where nothing is known yet.
constexpr std::size_t kFewestForRange = 8, kFewestToTry = 128;
constexpr std::size_t kKeysOfTrial = 64, kKeysPerRange = 2'048, kKeysPerList = 512;
constexpr std::size_t kListsBetweenTrials = 8;

using Keys = std::span<const std::string>;

class KeyedReading {
 public:
  KeyedReading(Session& session, const KeyedRead& read, const Values& bound, const std::function<void(Rows&)>& take)
      : session_(session), read_(read), bound_(bound), take_(take), ranges_pay_(session.ranges_pay(name_of(read, bound))) {}

  void run(Keys keys) {
    const bool sorted = std::is_sorted(keys.begin(), keys.end());
    while (!keys.empty()) {
      const auto done = sorted && ranges_are_worth_it(keys.size()) ? range(keys.first(std::min(keys.size(), ranges_pay_ ? kKeysPerRange : kKeysOfTrial)))
                                                                   : list(keys.first(std::min(keys.size(), kKeysPerList)));
      keys = keys.subspan(done);
    }
  }

 private:
  static std::string name_of(const KeyedRead& read, const Values& bound) {
    std::string name = read.select;
    for (const auto& value : bound) name += value.kind() == Value::Kind::kInteger ? std::to_string(value.integer()) + "," : value.text() + ",";
    return name;
  }

  bool ranges_are_worth_it(std::size_t keys) const { return ranges_pay_ ? keys >= kFewestForRange : keys >= kFewestToTry && lists_to_go_ == 0; }

  /// Returns how many of the keys are through.
  std::size_t range(Keys keys) {
    const auto most = keys.size() * session_.rows_worth_a_key() / (read_.long_rows ? 2 : 1);
    auto rows = session_.query(read_.select + " AND " + read_.key + " BETWEEN ? AND ?" + read_.rest + " LIMIT ?",
                               joined(bound_, {keys.front(), keys.back(), most}));
    const bool whole = rows.size() < most;
    // The rows of the last key may go on behind the limit.
    const auto end = whole ? keys.end() : std::lower_bound(keys.begin(), keys.end(), rows.last_cell(read_.key_at));
    for (auto key = keys.begin(); key != end && rows.next();) {
      while (key != end && *key < rows.cell(read_.key_at)) ++key;
      if (key != end && *key == rows.cell(read_.key_at)) take_(rows);
    }
    ranges_pay_ = whole;
    if (!whole) lists_to_go_ = kListsBetweenTrials;
    return static_cast<std::size_t>(end - keys.begin());
  }

  std::size_t list(Keys keys) {
    for_each_slice({keys.begin(), keys.end()}, [&](const std::string& list, const Values& values) {
      auto rows = session_.query(read_.select + " AND " + read_.key + " IN " + list + read_.rest, joined(bound_, values));
      while (rows.next()) take_(rows);
    });
    if (lists_to_go_ > 0) --lists_to_go_;
    return keys.size();
  }

  Session& session_;
  const KeyedRead& read_;
  const Values& bound_;
  const std::function<void(Rows&)>& take_;
  bool& ranges_pay_;
  std::size_t lists_to_go_ = 0;
};

}  // namespace

void read_keyed(Session& session, const KeyedRead& read, const Values& bound, const std::vector<std::string>& keys, const std::function<void(Rows& row)>& take) {
  KeyedReading(session, read, bound, take).run(keys);
}

}  // namespace tillbridge::persistence::soci
