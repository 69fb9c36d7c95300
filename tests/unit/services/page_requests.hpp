#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "services/http/message.hpp"

namespace tillbridge::services {

/// What stands behind a page in tests: says "next".
struct NextHandler final : http::RequestHandler {
  http::Response handle(http::Request&) override {
    http::Response response;
    response.text = "next";
    return response;
  }
};

/// A body in memory.
class TextBody final : public http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

}  // namespace tillbridge::services
