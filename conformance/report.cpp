#include "conformance/report.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tillbridge::conformance {
namespace {

using Json = nlohmann::ordered_json;

std::string one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json json_of(const TaskResult& result) {
  return {{"task", result.name}, {"outcome", to_word(result.outcome)}, {"seen", result.seen}, {"expected", result.expected}, {"remarks", result.remarks}, {"page", "docs/integrators/" + result.page}};
}

std::ptrdiff_t count_passed(const std::vector<TaskResult>& results) {
  return std::count_if(results.begin(), results.end(), [](const TaskResult& one) { return one.outcome == TaskResult::Outcome::kPassed; });
}

}  // namespace

void TextListener::on_waiting(const Task& task, const std::string& obstacle) { out_ << fmt::format("\n{}: waiting, {}\n", task.name(), obstacle) << std::flush; }

void TextListener::on_task(const Task& task, const Orders& orders) {
  out_ << fmt::format("\n== {} ({})\n", task.title(), task.name());
  for (const auto& sentence : orders.sentences) out_ << "   " << sentence << "\n";
  out_ << std::flush;
}

void TextListener::on_result(const TaskResult& result) {
  out_ << fmt::format("-- {} {}: {}\n", to_word(result.outcome), result.name, result.seen.empty() ? "nothing came that belongs to it" : result.seen);
  if (!result.expected.empty()) out_ << fmt::format("   expected: {}\n   more: docs/integrators/{}\n", result.expected, result.page);
  for (const auto& remark : result.remarks) out_ << "   remark: " << remark << "\n";
  out_ << std::flush;
}

void JsonListener::on_waiting(const Task& task, const std::string& obstacle) {
  out_ << one_line({{"event", "waiting"}, {"task", task.name()}, {"for", obstacle}}) << std::endl;
}

void JsonListener::on_task(const Task& task, const Orders& orders) {
  Json values = Json::array();
  for (const auto& [name, value] : orders.values) values.push_back(Json{{"name", name}, {"value", value}});
  out_ << one_line({{"event", "task"}, {"task", task.name()}, {"title", task.title()}, {"do", orders.sentences}, {"values", values}}) << std::endl;
}

void JsonListener::on_result(const TaskResult& result) {
  Json out = {{"event", "result"}};
  out.update(json_of(result));
  out_ << one_line(out) << std::endl;
}

bool all_passed(const std::vector<TaskResult>& results) { return count_passed(results) == static_cast<std::ptrdiff_t>(results.size()); }

bool is_ready(const std::vector<TaskResult>& results, const std::vector<std::string>& open, bool whole_run) { return all_passed(results) && (!whole_run || open.empty()); }

std::string summary_text(const std::vector<TaskResult>& results, const std::vector<std::string>& open) {
  std::string out = "\n";
  for (const auto& one : results) {
    out += fmt::format("{:<9} {:<17} {}{}\n", to_word(one.outcome), one.name, one.title, one.remarks.empty() ? "" : fmt::format(" ({} remark{})", one.remarks.size(), one.remarks.size() == 1 ? "" : "s"));
  }
  out += fmt::format("{} of {} passed\n", count_passed(results), results.size());
  for (const auto& sentence : open) out += "still open: " + sentence + "\n";
  return out;
}

std::string summary_json(const std::vector<TaskResult>& results, const std::vector<std::string>& open) {
  Json list = Json::array();
  for (const auto& one : results) list.push_back(json_of(one));
  return one_line({{"event", "summary"}, {"passed", count_passed(results)}, {"of", results.size()}, {"results", list}, {"unanswered", open}});
}

}  // namespace tillbridge::conformance
