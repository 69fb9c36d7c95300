#include "services/front/operation_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::string_view kCredentials = "Credentials";
// Rows are repeated elements of the operation itself or of a list wrapper directly below it.
constexpr std::size_t kRowDepth = 2;

bool is_true(std::string_view value) {
  const auto text = base::trim_blanks(value);
  return text == "1" || equals_ignoring_case(text, "true");
}

bool is_nil(contract::AttributeList attributes) {
  return is_true(attributes.find(kSchemaInstance, "nil")) || is_true(attributes.find(kSchemaInstance1999, "null"));
}

/// A list holds elements of one name and never another: whatever else stands in it was meant to be one of them.
bool is_list(const std::vector<contract::ElementRule>& children) { return children.size() == 1 && children.front().repeated; }

std::string list_names(const std::vector<contract::OperationRule>& operations) {
  std::string names;
  for (const auto& operation : operations) names += (names.empty() ? "" : ", ") + operation.name;
  return names;
}

}  // namespace

std::string OperationReader::path(std::string_view last, bool with_rows) const {
  std::string out = operation_;
  for (std::size_t at = 1; at < frames_.size(); ++at) {
    out += '/' + frames_[at].rule->name;
    if (with_rows && frames_[at].rule->repeated) out += fmt::format("[{}]", frames_[at].index);
  }
  if (!last.empty()) out += '/' + shorten(last);
  return out;
}

bool OperationReader::check_operation_name(contract::QName name) {
  const auto& contract = context_.contract;
  const auto& operations = contract.operations();
  const bool is_ours = name.uri == contract.target_namespace() || name.uri.empty();
  if (const auto* rule = contract.find_operation(name.local); rule != nullptr) {
    if (!is_ours) {
      context_.refuse("wrong_namespace", fmt::format("The operation {} stands in the namespace '{}', expected is '{}'", rule->name, shorten(name.uri), contract.target_namespace()), rule->name);
      return false;
    }
    if (name.uri.empty()) {
      context_.warn("missing_namespace", rule->name, fmt::format("The operation {} stands in no namespace; it was read as one of '{}'", rule->name, contract.target_namespace()));
    }
    return true;
  }
  const auto near = std::find_if(operations.begin(), operations.end(), [&](const auto& rule) { return equals_ignoring_case(rule.name, name.local); });
  const std::string hint = near != operations.end() ? fmt::format("did you mean {}?", near->name) : fmt::format("known are {}", list_names(operations));
  context_.refuse("unknown_operation", fmt::format("The operation '{}' is unknown; {}", shorten(name.local), hint), shorten(name.local));
  return false;
}

void OperationReader::open(contract::QName name, contract::AttributeList attributes) {
  if (!check_operation_name(name)) return;
  operation_ = name.local;
  if (is_nil(attributes)) return context_.refuse("nil_not_allowed", fmt::format("The operation {} is nil; send the element with its content", operation_), operation_);
  if (!check_references(name, attributes)) return;
  Frame frame;
  frame.children = context_.contract.find_children(operation_);
  frames_.push_back(frame);
  writer_.start(operation_);
}

bool OperationReader::check_references(contract::QName name, contract::AttributeList attributes) {
  const auto href = attributes.find({}, "href");
  const auto id = attributes.find({}, "id");
  if (href.data() == nullptr && id.data() == nullptr) return true;
  context_.refuse("multi_reference_not_allowed", fmt::format("'{}' carries a SOAP-encoding reference ('{}'); send document/literal without id and href", path(name.local), href.data() ? "href" : "id"), path(name.local));
  return false;
}

bool OperationReader::is_known_namespace(contract::QName name, const contract::ElementRule& rule) {
  if (name.uri.empty() || name.uri == context_.contract.target_namespace()) return true;
  context_.refuse("wrong_namespace", fmt::format("{} stands in the namespace '{}', expected is '{}'", path(rule.name), shorten(name.uri), context_.contract.target_namespace()), path(rule.name));
  return false;
}

const contract::ElementRule* OperationReader::find_rule(const Frame& parent, contract::QName name) {
  const auto found = std::find_if(parent.children->begin(), parent.children->end(), [&](const auto& rule) { return rule.name == name.local; });
  return found == parent.children->end() ? nullptr : &*found;
}

void OperationReader::skip_unknown(Frame& parent, contract::QName name) {
  if (is_list(*parent.children)) {
    return context_.refuse("unknown_list_entry", fmt::format("{} is not known: {} holds {} elements only; nothing was done", path(name.local), path(), parent.children->front().name), path(name.local));
  }
  skipped_depth_ = 1;
  if (frames_.size() == 1 && parent.unknown.empty()) parent.unknown = path(name.local);
  if (context_.is_full_of_warnings()) return;
  const std::string place = path(name.local, false);
  if (!context_.wants_warning("unknown_element", place)) return;
  const auto near = std::find_if(parent.children->begin(), parent.children->end(), [&](const auto& rule) { return equals_ignoring_case(rule.name, name.local); });
  const std::string hint = near == parent.children->end() ? std::string{} : fmt::format("; did you mean {}?", near->name);
  context_.warn("unknown_element", place, fmt::format("The element {} is not known and was ignored{}", path(name.local), hint));
}

bool OperationReader::count_repeat(Frame& parent, const contract::ElementRule& rule) {
  ++parent.repeats;
  if (frames_.size() <= kRowDepth) {
    if (++rows_ <= context_.limits.max_rows) return true;
    context_.refuse("too_many_rows", fmt::format("{} has more than the limit of {} rows in one call; split it", path(), context_.limits.max_rows), path());
    return false;
  }
  if (parent.repeats <= context_.limits.max_nested) return true;
  context_.refuse("too_many_elements", fmt::format("{} has more than the limit of {} {} elements", path(), context_.limits.max_nested, rule.name), path());
  return false;
}

void OperationReader::start(contract::QName name, contract::AttributeList attributes) {
  if (skipped_depth_ > 0) {
    ++skipped_depth_;
    return;
  }
  Frame& parent = frames_.back();
  if (parent.children == nullptr) {
    return context_.refuse("unexpected_element", fmt::format("The element '{}' stands inside the text of {}; escape markup in texts (&lt; &amp;) or use CDATA", shorten(name.local), path()), path());
  }
  if (parent.is_nil) return context_.refuse("invalid_nil", fmt::format("{} says nil and has content", path()), path());
  const contract::ElementRule* rule = find_rule(parent, name);
  if (rule == nullptr) return skip_unknown(parent, name);
  if (!is_known_namespace(name, *rule) || !check_references(name, attributes)) return;
  const auto position = static_cast<std::size_t>(rule - parent.children->data());
  if (rule->repeated) {
    if (!count_repeat(parent, *rule)) return;
  } else if (parent.seen.test(position % kMaxChildren)) {
    return context_.refuse("duplicate_element", fmt::format("{} stands twice; send it once", path(rule->name)), path(rule->name));
  }
  parent.seen.set(position % kMaxChildren);
  push(*rule, parent, attributes);
}

void OperationReader::push(const contract::ElementRule& rule, Frame& parent, contract::AttributeList attributes) {
  Frame frame;
  frame.rule = &rule;
  frame.index = rule.repeated ? parent.repeats - 1 : 0;
  frame.is_nil = is_nil(attributes);
  if (!rule.type.empty()) frame.children = context_.contract.find_children(rule.type);
  frame.in_credentials = parent.in_credentials || (frames_.size() == 1 && rule.name == kCredentials);
  if (parent.in_credentials) {
    if (rule.name == "StoreId") frame.credential = &found_.store_id;
    if (rule.name == "UserName") frame.credential = &found_.user_name;
    if (rule.name == "Password") frame.credential = &found_.password;
  }
  frames_.push_back(frame);
  if (frame.is_nil && rule.repeated) return context_.refuse("nil_not_allowed", fmt::format("{} is nil; leave the element out or send its content", path()), path());
  if (!frame.in_credentials) writer_.start(rule.name);
}

void OperationReader::text(std::string_view text) {
  if (skipped_depth_ > 0) return;
  Frame& frame = frames_.back();
  if (frame.children != nullptr) {
    if (!is_blank(text)) context_.refuse("unexpected_text", fmt::format("Text stands in {} where only elements may stand", path()), path());
    return;
  }
  if (frame.is_nil) {
    if (!is_blank(text)) context_.refuse("invalid_nil", fmt::format("{} says nil and has a value", path()), path());
    return;
  }
  frame.text_bytes += text.size();
  const std::size_t limit = frame.in_credentials ? context_.limits.max_credential : context_.limits.max_text;
  if (frame.text_bytes > limit) return context_.refuse("text_too_long", fmt::format("The text of {} is longer than the limit of {} bytes", path(), limit), path());
  if (frame.credential != nullptr) frame.credential->append(text);
  else if (!frame.in_credentials) writer_.text(text);
}

/// A call that holds something unknown in place of its list would be answered as if it had been empty, and the till would take that for
/// stored.
bool OperationReader::check_row_list() {
  const Frame& operation = frames_.front();
  if (operation.unknown.empty()) return true;
  for (std::size_t at = 0; at < operation.children->size(); ++at) {
    const auto& rule = (*operation.children)[at];
    const auto* entries = rule.type.empty() ? nullptr : context_.contract.find_children(rule.type);
    if (entries == nullptr || !is_list(*entries) || operation.seen.test(at % kMaxChildren)) continue;
    context_.refuse("missing_list", fmt::format("{} is not known and the list {} is missing; send {}/{}/{}; nothing was done", operation.unknown, rule.name, operation_, rule.name, entries->front().name), operation.unknown);
    return false;
  }
  return true;
}

void OperationReader::end() {
  if (skipped_depth_ > 0) {
    --skipped_depth_;
    return;
  }
  if (frames_.size() == 1 && !check_row_list()) return;
  const Frame frame = frames_.back();
  if (frame.rule == nullptr) writer_.end(operation_);
  else if (!frame.in_credentials) writer_.end(frame.rule->name);
  frames_.pop_back();
  if (frame.in_credentials && frames_.size() == 1) close_credentials();
}

void OperationReader::close_credentials() {
  found_.store_id = std::string(base::trim_blanks(found_.store_id));
  found_.user_name = std::string(base::trim_blanks(found_.user_name));
  // Toolkits send the element empty when the caller uses HTTP Basic: then it is no second source.
  if (found_.store_id.empty() && found_.user_name.empty() && found_.password.empty()) return;
  credentials_ = found_;
}

}  // namespace tillbridge::services::front
