#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace tillbridge::bench {

/// How clients of one kind connect; shared by all of them.
class Clients {
 public:
  Clients(int port, bool is_tls);
  int port() const { return port_; }
  SSL_CTX* context() const { return context_.get(); }   ///< null: plain

 private:
  int port_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
};

/// One connection to the service, blocking, kept alive until the object goes. Throws std::runtime_error where the connection ends or the answer is
/// no 200.
class Client {
 public:
  explicit Client(const Clients& clients);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  void send(std::string_view bytes);
  /// The body of the next answer.
  std::string receive();

 private:
  long read_some(char* space, std::size_t size);
  int socket_ = -1;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string received_;
};

/// A call of ProductTasks as it is sent; `coding`: "" or "gzip", of which `body` is already made.
std::string http_call(std::string_view body, std::string_view coding = "");
/// A small page, asked for by GET.
std::string http_get(std::string_view path);

/// Lets this process have as many descriptors as it may; how many that are.
std::size_t raise_descriptors();

}  // namespace tillbridge::bench
