#include "connectors/adaptive_batch.hpp"

#include <algorithm>
#include <charconv>

namespace tillbridge::connectors {
namespace {

/// One good call after a bad one is luck.
constexpr int kGoodCallsToGrow = 4;
constexpr int kStepsToLargest = 4;

std::string size_key(const std::string& name) { return "batch." + name; }
std::string limit_key(const std::string& name) { return "batch." + name + ".limit"; }

int number_at(SiteMemory& memory, const std::string& key, int fallback) {
  const auto text = memory.find(key);
  if (!text) return fallback;
  int value = fallback;
  std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

}  // namespace

AdaptiveBatch::AdaptiveBatch(SiteMemory& memory, std::string name, int largest) : memory_(memory), name_(std::move(name)) {
  largest_ = std::clamp(number_at(memory_, limit_key(name_), largest), 1, std::max(1, largest));
  size_ = std::clamp(number_at(memory_, size_key(name_), largest_), 1, largest_);
}

void AdaptiveBatch::succeeded(int entries) {
  if (size_ >= largest_ || entries < size_) return;
  if (++good_ < kGoodCallsToGrow) return;
  good_ = 0;
  size_ = std::min(largest_, size_ + std::max(1, largest_ / kStepsToLargest));
  store();
}

void AdaptiveBatch::failed(int entries) {
  good_ = 0;
  const int half = std::max(1, std::min(entries, size_) / 2);
  if (half >= size_) return;
  size_ = half;
  store();
}

void AdaptiveBatch::limit_to(int most) {
  if (most < 1 || most >= largest_) return;
  largest_ = most;
  memory_.store(limit_key(name_), std::to_string(most), SiteMemory::Kind::kPlain);
  if (size_ <= largest_) return;
  size_ = largest_;
  store();
}

void AdaptiveBatch::store() const { memory_.store(size_key(name_), std::to_string(size_), SiteMemory::Kind::kPlain); }

}  // namespace tillbridge::connectors
