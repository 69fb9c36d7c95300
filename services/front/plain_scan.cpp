#include "services/front/plain_scan.hpp"

#include <cstring>

#include "base/text.hpp"
#include "services/front/plain_text.hpp"

namespace tillbridge::services::front {
namespace {

/// Rows are repeated elements of the operation itself or of a list directly below it.
constexpr std::size_t kRowDepth = 2;

}  // namespace

PlainScan::PlainScan(const PlainShape& shape, const FrontLimits& limits, std::string_view inside, CleanWriter* copy)
    : shape_(shape), limits_(limits), copy_(copy), at_(inside.data()), end_(inside.data() + inside.size()) {
  frames_[0].element = &shape.operation();
}

bool PlainScan::begins(std::string_view mark) const {
  return static_cast<std::size_t>(end_ - at_) >= mark.size() && std::memcmp(at_, mark.data(), mark.size()) == 0;
}

PlainScan::State PlainScan::run(const char* until) {
  while (at_ < until) {
    at_ = skip_blanks(at_, end_);
    if (end_ - at_ < 2 || *at_ != '<') return State::kDeclined;
    if (!(at_[1] == '/' ? close() : open())) return State::kDeclined;
    if (depth_ == 0) return State::kDone;
  }
  return State::kOpen;
}

/// The one that is expected, else any behind or before it: the contract lets elements stand in any order.
const PlainElement* PlainScan::find_child(Frame& parent) const {
  const PlainElement* children = shape_.children_of(*parent.element);
  const std::uint32_t count = parent.element->children;
  for (std::uint32_t tried = 0, at = parent.next; tried < count; ++tried, ++at) {
    if (at >= count) at = 0;
    if (!begins(children[at].open)) continue;
    parent.next = at;
    return &children[at];
  }
  return nullptr;
}

bool PlainScan::admit(Frame& parent, const PlainElement& child) {
  const std::uint64_t bit = std::uint64_t{1} << parent.next;
  if (child.is_repeated) {
    ++parent.repeats;
    if (depth_ <= kRowDepth ? ++rows_ > limits_.max_rows : parent.repeats > limits_.max_nested) return false;
  } else {
    if ((parent.seen & bit) != 0) return false;
    ++parent.next;
  }
  parent.seen |= bit;
  return true;
}

bool PlainScan::open() {
  Frame& parent = frames_[depth_ - 1];
  const PlainElement* child = find_child(parent);
  if (child == nullptr) return open_empty(parent);
  if (!admit(parent, *child)) return false;
  if (child->part == Part::kCredentials) credentials_start_ = at_;
  at_ += child->open.size();
  if (child->is_simple) return read_value(*child);
  if (copy_ != nullptr && child->part != Part::kCredentials) copy_->start(child->name);
  frames_[depth_++] = Frame{.element = child};
  return true;
}

/// "<Name/>" or "<Name />" of a simple element. The engine would pass over an empty row without its hook.
bool PlainScan::open_empty(Frame& parent) {
  const PlainElement* children = shape_.children_of(*parent.element);
  for (std::uint32_t at = 0; at < parent.element->children; ++at) {
    const auto name = children[at].open.substr(0, children[at].open.size() - 1);
    if (!children[at].is_simple || !begins(name)) continue;
    const std::string_view rest(at_ + name.size(), static_cast<std::size_t>(end_ - at_) - name.size());
    const std::size_t size = rest.starts_with("/>") ? 2 : rest.starts_with(" />") ? 3 : 0;
    if (size == 0) continue;
    parent.next = at;
    if (!admit(parent, children[at])) return false;
    at_ += name.size() + size;
    return keep_value(children[at], {});
  }
  return false;
}

bool PlainScan::read_value(const PlainElement& element) {
  const char* const text = at_;
  const char* const stop = find_text_end(text, end_);
  if (stop == nullptr || stop - text > static_cast<std::ptrdiff_t>(element.text_limit)) return false;
  at_ = stop;
  if (!begins(element.close)) return false;
  at_ += element.close.size();
  return keep_value(element, {text, static_cast<std::size_t>(stop - text)});
}

bool PlainScan::keep_value(const PlainElement& element, std::string_view text) {
  if (copy_ != nullptr && frames_[depth_ - 1].element->part != Part::kCredentials) {
    copy_->start(element.name);
    copy_->text(resolve_references(text));
    copy_->end(element.name);
  }
  return element.part == Part::kNothing || take(element.part, text);
}

bool PlainScan::take(Part part, std::string_view text) {
  switch (part) {
    case Part::kStoreId: found_.store_id = resolve_references(text); return true;
    case Part::kUserName: found_.user_name = resolve_references(text); return true;
    case Part::kPassword: found_.password = resolve_references(text); return true;
    case Part::kCallerReference: caller_reference_ = resolve_references(text); break;
    case Part::kReturnAllRows: return_all_rows_ = resolve_references(text); break;
    default: return true;
  }
  // The finder of these texts in the clean envelope would find a carriage return as it is written there.
  return text.find("&#") == std::string_view::npos;
}

bool PlainScan::close() {
  const PlainElement& element = *frames_[depth_ - 1].element;
  if (!begins(element.close)) return false;
  at_ += element.close.size();
  --depth_;
  if (copy_ != nullptr && element.part != Part::kCredentials) copy_->end(element.name);
  if (element.part != Part::kCredentials) return true;
  close_credentials();
  return !is_head_closed_;
}

void PlainScan::close_credentials() {
  credentials_element_ = {credentials_start_, static_cast<std::size_t>(at_ - credentials_start_)};
  found_.store_id = std::string(base::trim_blanks(found_.store_id));
  found_.user_name = std::string(base::trim_blanks(found_.user_name));
  if (found_.store_id.empty() && found_.user_name.empty() && found_.password.empty()) return;
  credentials_ = found_;
}

}  // namespace tillbridge::services::front
