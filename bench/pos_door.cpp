#include "bench/pos_door.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace tillbridge::bench {
namespace {

namespace http = services::http;

class TextBody final : public http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

}  // namespace

PosDoor::PosDoor(Store& store, const Catalogue& catalogue) : catalogue_(catalogue) {
  service_ = std::make_unique<services::SoapService>(store.database(), clock_, base::SecretBytes(Catalogue::pepper()),
                                                     services::SoapServiceOptions{.front = {}, .updates = {}});
}

std::string PosDoor::update_inventory(int account, int rows, int apart, int quantity) {
  std::string text = fmt::format(
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><UpdateInventory xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>{}</StoreId>"
      "<UserName>till1</UserName><Password>{}</Password></Credentials><InventoryRows>",
      Catalogue::store_id(account), catalogue_.password());
  for (int row = 0; row < rows; ++row)
    text += fmt::format("<InventoryRow><ItemIntegrationId>{}</ItemIntegrationId><Quantity>{}</Quantity></InventoryRow>", Catalogue::item_id(row * apart), quantity);
  text += "</InventoryRows></UpdateInventory></s:Body></s:Envelope>";

  http::Request request;
  request.method = "POST";
  request.path = "/soap/ProductTasks";
  request.headers = {{"content-type", "text/xml; charset=utf-8"}};
  request.body = std::make_unique<TextBody>(std::move(text));
  request.peer_address = "192.0.2.10";
  request.request_id = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  const auto response = service_->handle(request);
  std::string answer(response.body ? response.body->bytes() : std::string_view(response.text));
  if (response.outcome != "ok") throw std::runtime_error("UpdateInventory: " + answer.substr(0, 500));
  return answer;
}

}  // namespace tillbridge::bench
