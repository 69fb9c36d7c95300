#pragma once

namespace tillbridge::bench {

/// How much work a bench does.
struct Size {
  int rounds = 7;
  bool quick = false;                 ///< a tenth of everything: for a report in seconds
};

/// GetNewTransactions of 100 where 1,000 wait among 1,000,000 stored documents, against the same where they wait among 10,000.
void bench_get_new(const Size& size);
/// 10,000 waiting transactions pulled in pages of 1,000, against a raw SELECT of the same rows.
void bench_pages(const Size& size);
/// 10,000 orders collected from a shop in one poll.
void bench_collect(const Size& size);

/// Where the time of one UpdateInventory or UpdatePOSProducts call goes, part by part, beside the raw limits.
void bench_parts(const Size& size);
/// Update calls at the same time: of several accounts, of one account, one-row calls beside large ones.
void bench_concurrent(const Size& size);

/// What does a delivery run cost where nothing changed, and a runner that has nothing to do?
void bench_delivery(const Size& size);
/// Does a changed item cost more the more items and accounts are stored?
void bench_growth(const Size& size);
/// Calls and seconds per platform: 10,000 products created, 10,000 changed items, 10 changed among 100,000.
void bench_platforms(const Size& size);

/// Writing and reading many rows by the product's repositories against the bare client libraries.
void bench_store(const Size& size);
/// What it costs to find out which rows of a call change anything: with and without a memory of rows.
void bench_detection(const Size& size);
/// What reading a request costs: the gate, the front parser and the SOAP engine, alone and behind one another.
void bench_front(const Size& size);

}  // namespace tillbridge::bench
