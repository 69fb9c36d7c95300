#pragma once
#include <utility>
#include <vector>

#include "domain/document.hpp"

namespace tillbridge::domain {

/// What the store keeps of the pull protocol beside the documents themselves: rows that are appended and never changed. A step is one
/// transaction of the account, so steps order everything that happened to its documents.

/// One answer of a GetNew… call.
struct HandOut {
  Step step = 0;
  Timestamp at;
  std::vector<std::pair<DocumentId, int>> documents;  ///< id and generation
};

/// One accepted or refused entry of a Confirm… call.
struct Answered {
  Step step = 0;
  DocumentId document_id;
  int generation = 1;
  ConfirmResult result = ConfirmResult::kConfirmed;
  Timestamp at;
};

/// An operator had a document offered again: a new generation begins. Step 0 = before such rows were kept; it stands for all
/// generations up to its own.
struct SentAgain {
  Step step = 0;
  DocumentId document_id;
  int generation = 2;
  Timestamp at;
};

}  // namespace tillbridge::domain
