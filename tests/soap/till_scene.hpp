#pragma once
#include <string>
#include <vector>

#include "domain/document.hpp"
#include "services/http/message.hpp"
#include "services/soap_service.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/losing_database.hpp"
#include "tests/support/temp_database.hpp"

namespace tillbridge::tests {

/// The password of till1 in every scene: stands in the request files.
inline const std::string kTillPassword = "tb_nbhjvdryjg2asaaqaanwky64tha3vy7iz5tuiw3ddjftcggku62qxvkxng";

/// A body in memory.
class TextBody final : public services::http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

/// The whole service on a new SQLite store at 2026-11-25T08:00:00Z, as a till sees it: the accounts main-street and other-street with the user
/// till1, the web sites web-eu and web-us, three items, an order with its order document, capture, shipment and return.
class TillScene {
 public:
  explicit TillScene(services::SoapServiceOptions options = {});

  services::http::Response send(services::http::Request request);
  services::http::Response post(const std::string& body, const std::string& path = "/soap/ProductTasks");
  static services::http::Request a_request(const std::string& body, const std::string& path = "/soap/ProductTasks");
  /// An envelope around the operation with the right login. `rows` stands behind the credentials.
  static std::string envelope(const std::string& operation, const std::string& rows);
  static std::string text_of(const services::http::Response& response);

  services::SoapService& service() { return service_; }
  FixedClock& clock() { return clock_; }
  LosingDatabase& database() { return losing_; }
  domain::AccountId account() const { return account_; }

 private:
  void fill();

  FixedClock clock_;
  TempDatabase store_;
  LosingDatabase losing_{*store_};
  domain::AccountId account_{};
  services::SoapService service_;
};

}  // namespace tillbridge::tests
