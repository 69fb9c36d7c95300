#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/front/clean_writer.hpp"
#include "services/front/plain_shape.hpp"

namespace tillbridge::services::front {

/// Holds what stands inside the operation's element against its shape, in one linear pass: which tag may come next is known, so a
/// tag is one comparison of memory and a text one search for its end. Goes on from where it stopped.
class PlainScan {
 public:
  enum class State { kOpen, kDone, kDeclined };

  /// `inside`: the document from behind the operation's start tag on. `copy` gets the clean text of what is scanned, as from the front parser;
  /// nullptr = no copy is wanted. All outlive it.
  PlainScan(const PlainShape& shape, const FrontLimits& limits, std::string_view inside, CleanWriter* copy = nullptr);

  /// Reads on, element by element, until `until` is reached, the operation has ended or something is not plain.
  State run(const char* until);
  const char* at() const { return at_; }

  /// From now on credentials come too late, which is not the gate's to say: it declines.
  void close_head() { is_head_closed_ = true; }
  /// Set when the Credentials element has ended and held something.
  const std::optional<Credentials>& credentials() const { return credentials_; }
  /// The Credentials element with its tags; empty while there is none.
  std::string_view credentials_element() const { return credentials_element_; }
  const std::optional<std::string>& caller_reference() const { return caller_reference_; }
  const std::optional<std::string>& return_all_rows() const { return return_all_rows_; }
  std::int64_t rows() const { return rows_; }

 private:
  using Part = PlainElement::Part;

  struct Frame {
    const PlainElement* element = nullptr;
    std::uint64_t seen = 0;
    std::int64_t repeats = 0;
    std::uint32_t next = 0;           ///< the child that is expected
  };

  bool begins(std::string_view mark) const;
  bool open();
  bool open_empty(Frame& parent);
  bool close();
  const PlainElement* find_child(Frame& parent) const;
  bool admit(Frame& parent, const PlainElement& child);
  bool read_value(const PlainElement& element);
  bool keep_value(const PlainElement& element, std::string_view text);
  bool take(Part part, std::string_view text);
  void close_credentials();

  const PlainShape& shape_;
  const FrontLimits& limits_;
  CleanWriter* const copy_;
  const char* at_;
  const char* const end_;
  std::array<Frame, PlainShape::kMaxDepth + 1> frames_{};
  std::size_t depth_ = 1;             ///< open elements, the operation among them
  std::int64_t rows_ = 0;
  bool is_head_closed_ = false;
  const char* credentials_start_ = nullptr;
  std::string_view credentials_element_;
  Credentials found_;
  std::optional<Credentials> credentials_;
  std::optional<std::string> caller_reference_, return_all_rows_;
};

}  // namespace tillbridge::services::front
