#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/front/clean_writer.hpp"
#include "services/front/front_context.hpp"

namespace tillbridge::services::front {

/// Holds the operation element and all below it against the contract and writes what the contract knows. Row numbers in paths count from 0, as the
/// Index of an answer does.
class OperationReader {
 public:
  OperationReader(FrontContext& context, CleanWriter& writer) : context_(context), writer_(writer) {}

  /// The operation element itself; refuses an unknown or a wrongly qualified one.
  void open(contract::QName name, contract::AttributeList attributes);
  void start(contract::QName name, contract::AttributeList attributes);
  void end();
  void text(std::string_view text);
  bool is_open() const { return !frames_.empty(); }

  const std::string& operation() const { return operation_; }
  /// So far.
  std::int64_t rows() const { return rows_; }
  /// Set when the Credentials element has ended and held something.
  const std::optional<Credentials>& credentials() const { return credentials_; }

 private:
  static constexpr std::size_t kMaxChildren = 64;

  struct Frame {
    const contract::ElementRule* rule = nullptr;                     ///< null for the operation
    const std::vector<contract::ElementRule>* children = nullptr;    ///< null for a simple element
    std::bitset<kMaxChildren> seen;
    std::int64_t index = 0;                                ///< number among its repeated brothers
    std::int64_t repeats = 0;                              ///< repeated children so far
    std::size_t text_bytes = 0;
    bool is_nil = false;
    bool in_credentials = false;
    std::string unknown;                                   ///< the operation's first child that nobody knows
    std::string* credential = nullptr;
  };

  bool check_operation_name(contract::QName name);
  bool is_known_namespace(contract::QName name, const contract::ElementRule& rule);
  const contract::ElementRule* find_rule(const Frame& parent, contract::QName name);
  void skip_unknown(Frame& parent, contract::QName name);
  bool check_row_list();
  bool count_repeat(Frame& parent, const contract::ElementRule& rule);
  bool check_references(contract::QName name, contract::AttributeList attributes);
  void push(const contract::ElementRule& rule, Frame& parent, contract::AttributeList attributes);
  void close_credentials();
  std::string path(std::string_view last = {}, bool with_rows = true) const;

  FrontContext& context_;
  CleanWriter& writer_;
  std::string operation_;
  std::vector<Frame> frames_;
  int skipped_depth_ = 0;
  std::int64_t rows_ = 0;
  Credentials found_;
  std::optional<Credentials> credentials_;
};

}  // namespace tillbridge::services::front
