#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {

std::filesystem::path Workshop::make_folder(const std::string& name) const {
  const auto path = folder.path() / name;
  std::filesystem::create_directories(path);
  return path;
}

void open_workshop(Workshop& shop) {
  std::filesystem::create_directories(shop.built);
  shop.wsdl = shop.sources.parent_path().parent_path() / "wsdl" / "tillbridge.wsdl";
  shop.server = std::make_shared<tests::PrivateMariadb>(kBuffers);
}

}  // namespace tillbridge::bench
